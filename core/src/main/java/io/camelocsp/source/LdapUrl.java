package io.camelocsp.source;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The entry of a directory server that holds lists, from an LDAP URL (RFC 4516) as a configuration
 * or a freshestCRL has it. What follows the name (attributes, scope, filter) is left out: we ask
 * for the attributes of lists, of the entry itself.
 *
 * @param tls whether the connection begins with TLS
 * @param host name or address; an IPv6 address in brackets
 * @param port the TCP port
 * @param rawName the entry's distinguished name, percent-encoded as it was written
 */
public record LdapUrl(boolean tls, String host, int port, String rawName) {
  private static final int PORT = 389;
  private static final int TLS_PORT = 636;
  private static final int LAST_PORT = 65_535;

  /**
   * Reads an LDAP URL.
   *
   * @throws FetchException if it is none, names no host or no entry, or holds a user's name
   */
  public static LdapUrl of(URI url) throws FetchException {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("ldaps");
    if (!tls && !scheme.equals("ldap")) {
      throw new FetchException("this is no ldap URL");
    }
    if (url.getHost() == null || url.getRawUserInfo() != null) {
      throw new FetchException("this ldap URL names no host");
    }
    String path = url.getRawPath();
    if (path == null || path.length() < 2) {
      throw new FetchException("this ldap URL names no entry");
    }
    int port = url.getPort() == -1 ? (tls ? TLS_PORT : PORT) : url.getPort();
    if (port < 1 || port > LAST_PORT) {
      throw new FetchException("this ldap URL has port " + port);
    }
    return new LdapUrl(tls, url.getHost(), port, path.substring(1));
  }

  /**
   * The URL that a naming provider is given: scheme, host, port and name, nothing else.
   *
   * @return percent-encoded
   */
  public String providerUrl() {
    return (tls ? "ldaps://" : "ldap://") + host + ":" + port + "/" + rawName;
  }

  /** The distinguished name as people read it. */
  public String name() {
    try {
      return new URI("x://h/" + rawName).getPath().substring(1);
    } catch (URISyntaxException e) {
      return rawName;
    }
  }
}
