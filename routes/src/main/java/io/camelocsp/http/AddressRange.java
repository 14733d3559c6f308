package io.camelocsp.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address or a network of addresses: {@code 192.0.2.7}, {@code 10.0.0.0/8}, {@code
 * 2001:db8::/32}. Never looks a name up. Immutable.
 */
public final class AddressRange {
  private static final Pattern TEXT = Pattern.compile("([0-9A-Fa-f.:]+)(?:/([0-9]{1,3}))?");

  private final byte[] network;
  private final int prefixBits;

  private AddressRange(byte[] network, int prefixBits) {
    this.network = network;
    this.prefixBits = prefixBits;
  }

  /**
   * Reads an address, or a network in CIDR notation.
   *
   * @throws IllegalArgumentException if it is none; the message completes "X is no range: "
   */
  public static AddressRange parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    InetAddress address = matcher.matches() ? address(matcher.group(1)) : null;
    if (address == null) {
      throw new IllegalArgumentException("it is neither an IP address nor a network");
    }
    byte[] octets = address.getAddress();
    int all = 8 * octets.length;
    int bits = matcher.group(2) == null ? all : Integer.parseInt(matcher.group(2));
    if (bits > all) {
      throw new IllegalArgumentException("its prefix is longer than " + all);
    }
    for (int bit = bits; bit < all; bit++) {
      if ((octets[bit / 8] >> (7 - bit % 8) & 1) != 0) {
        throw new IllegalArgumentException("its address goes on behind its prefix of " + bits);
      }
    }
    return new AddressRange(octets, bits);
  }

  /** Whether the address is in it. An IPv4 address is not in a network of IPv6. */
  public boolean contains(InetAddress address) {
    byte[] octets = address.getAddress();
    if (octets.length != network.length) {
      return false;
    }
    int whole = prefixBits / 8;
    for (int i = 0; i < whole; i++) {
      if (octets[i] != network[i]) {
        return false;
      }
    }
    int rest = prefixBits % 8;
    return rest == 0 || (octets[whole] ^ network[whole]) >> (8 - rest) == 0;
  }

  /** Whether every address of its kind is in it. */
  public boolean isEverything() {
    return prefixBits == 0;
  }

  /** The address that the text is; null if it is none. IPv4 in IPv6 counts as IPv4. */
  static @Nullable InetAddress address(@Nullable String text) {
    byte[] octets = text == null ? null : NetUtil.createByteArrayFromIpAddressString(text);
    if (octets == null) {
      return null;
    }
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + octets.length + " octets", e);
    }
  }
}
