package io.camelocsp.http;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads X-Forwarded-For from right to left: each proxy appends whom it was asked by, so what stands
 * left of the first address that is not a trusted one may have been written by anybody.
 */
final class ForwardedFor {
  /** The longest text of an address with brackets and port: what is longer is none. */
  private static final int MAX_LENGTH = 64;

  private ForwardedFor() {}

  /**
   * The address of the client.
   *
   * @param fields the values of all such fields, in the order of the header
   * @param peer the other end of the connection
   * @param trusted whose word counts
   * @return the last address that is not trusted, {@code peer} included; where the field ends or
   *     cannot be read before that, the address of the trusted one who wrote there
   */
  static InetAddress client(List<String> fields, InetAddress peer, Predicate<InetAddress> trusted) {
    InetAddress known = peer;
    for (int i = fields.size() - 1; i >= 0; i--) {
      String field = fields.get(i);
      int end = field.length();
      while (end >= 0) {
        if (!trusted.test(known)) {
          return known;
        }
        int comma = field.lastIndexOf(',', end - 1);
        String element = field.substring(comma + 1, end).strip();
        end = comma;
        if (element.isEmpty()) {
          continue; // RFC 9110 5.6.1.2
        }
        InetAddress next = address(element);
        if (next == null) {
          return known;
        }
        known = next;
      }
    }
    return known;
  }

  /** Addresses come bare, with a port, and those of IPv6 in brackets. */
  private static @Nullable InetAddress address(String element) {
    if (element.length() > MAX_LENGTH) {
      return null;
    }
    if (element.startsWith("[")) {
      int end = element.indexOf(']');
      return end < 0 ? null : AddressRange.address(element.substring(1, end));
    }
    int colon = element.indexOf(':');
    boolean isPort = colon >= 0 && colon == element.lastIndexOf(':');
    return AddressRange.address(isPort ? element.substring(0, colon) : element);
  }
}
