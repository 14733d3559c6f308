package io.camelocsp.revocation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * A name of a distribution point (RFC 5280 4.2.1.13, 5.2.5), in a form in which equal names are
 * equal texts: a URI as it stands, a directory name as RFC 5280 7.1 compares names.
 *
 * @param text {@code http://crl.acme.example/7.crl} or {@code cn=crl7,o=acme}; other kinds of names
 *     as their tag and octets
 */
public record DistributionPoint(String text) implements Comparable<DistributionPoint> {

  /**
   * Reads a name as operators write it: a URI with a scheme, or a directory name by RFC 4514.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static DistributionPoint parse(String name) {
    String trimmed = name.strip();
    if (trimmed.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
      try {
        return new DistributionPoint(new URI(trimmed).toString());
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("not a URI: " + e.getMessage(), e);
      }
    }
    return directory(new X500Principal(trimmed));
  }

  static DistributionPoint uri(String uri) {
    return new DistributionPoint(uri);
  }

  static DistributionPoint directory(X500Principal name) {
    return new DistributionPoint(name.getName(X500Principal.CANONICAL));
  }

  /** A GeneralName of another kind. */
  static DistributionPoint other(int tag, byte[] content) {
    return new DistributionPoint("[%d]%s".formatted(tag & 0x1F, HexFormat.of().formatHex(content)));
  }

  @Override
  public int compareTo(DistributionPoint that) {
    return text.compareTo(that.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
