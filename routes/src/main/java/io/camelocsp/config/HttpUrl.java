package io.camelocsp.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** URLs that something of ours answers at. */
final class HttpUrl {
  private static final String PING_SEGMENT = ".ping";
  private static final int DEFAULT_PORT = 80;
  private static final int DEFAULT_TLS_PORT = 443;
  private static final int LAST_PORT = 65_535;
  // whole segments of unreserved characters (RFC 3986 2.3): nothing that has two spellings
  private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]+)*/?");

  private HttpUrl() {}

  /**
   * Reads a URL and brings it into the one form that equal URLs share: small letters in scheme and
   * host, always a port, no slash at the end of a path but {@code /}.
   */
  static URI parse(String text) throws BadValueException {
    URI uri = syntax(text);
    String scheme = scheme(uri);
    if (scheme.equals("https")) {
      throw new BadValueException(
          "https is not served in this version",
          "an http:// URL that only a TLS proxy of yours can reach");
    }
    if (!scheme.equals("http")) {
      throw new BadValueException("a URL here starts with http://");
    }
    return plain(uri, text, "http", DEFAULT_PORT);
  }

  /** Likewise for URLs that are served by https only. */
  static URI parseHttps(String text) throws BadValueException {
    URI uri = syntax(text);
    if (!scheme(uri).equals("https")) {
      throw new BadValueException("a URL here starts with https://");
    }
    return plain(uri, text, "https", DEFAULT_TLS_PORT);
  }

  private static String scheme(URI uri) {
    return uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  private static URI plain(URI uri, String text, String scheme, int defaultPort)
      throws BadValueException {
    if (uri.getRawUserInfo() != null || text.contains("@")) {
      throw new BadValueException("a URL here has no user or password");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new BadValueException("a URL here has no '?' or '#'");
    }
    if (uri.getHost() == null) {
      throw new BadValueException("no host and port can be read from it");
    }
    int port = uri.getPort() == -1 ? defaultPort : uri.getPort();
    if (port < 1 || port > LAST_PORT) {
      throw new BadValueException("port " + port + " is not from 1 to " + LAST_PORT);
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    return URI.create(scheme + "://" + host + ":" + port + path(uri.getRawPath()));
  }

  /** The same address and port with the path {@code /}. */
  static URI listenerOf(URI url) {
    return url.resolve("/");
  }

  private static URI syntax(String text) throws BadValueException {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new BadValueException("not a URL");
    }
  }

  private static String path(String raw) throws BadValueException {
    if (!PATH.matcher(raw).matches() || raw.matches(".*/\\.\\.?(?:/.*)?")) {
      throw new BadValueException(
          "a path here is made of letters, digits, '.', '_', '~' and '-' between single slashes");
    }
    if (raw.equals("/" + PING_SEGMENT) || raw.startsWith("/" + PING_SEGMENT + "/")) {
      throw new BadValueException("/" + PING_SEGMENT + " answers load balancers on every listener");
    }
    String path = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    return path.isEmpty() ? "/" : path;
  }
}
