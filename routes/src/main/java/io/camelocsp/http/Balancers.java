package io.camelocsp.http;

import java.net.InetAddress;
import java.util.List;

/**
 * Whose word about the address of a client counts, and where they say it. Immutable.
 *
 * @param source where they say it
 * @param trusted their addresses and networks
 */
public record Balancers(ClientAddressSource source, List<AddressRange> trusted) {

  /** Nobody's: a client is the other end of its connection. */
  public static final Balancers NONE = new Balancers(ClientAddressSource.CONNECTION, List.of());

  public Balancers {
    trusted = List.copyOf(trusted);
  }

  /** Whether this address is a trusted balancer's. */
  boolean trusts(InetAddress address) {
    for (AddressRange range : trusted) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
