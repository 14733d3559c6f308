package io.camelocsp.http;

/**
 * One listener: an address and port, and what it puts up with. All responders of one address and
 * port share one listener. Immutable.
 *
 * @param host the address to bind, as it stands in the responders' URLs: a name, an IPv4 address or
 *     an IPv6 address in brackets; {@code 0.0.0.0} for all
 * @param port 1 to 65535
 * @param limits sizes and numbers
 * @param timeouts patience
 * @param balancers who may name a client's address
 */
public record EdgeSettings(
    String host, int port, EdgeLimits limits, EdgeTimeouts timeouts, Balancers balancers) {

  /**
   * @throws IllegalArgumentException if the host is empty or the port out of range
   */
  public EdgeSettings {
    if (host.isBlank()) {
      throw new IllegalArgumentException("a listener needs a host");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a listener's port is 1 to 65535, not " + port);
    }
  }

  /** A listener with the default limits and timeouts, and without balancers. */
  public static EdgeSettings of(String host, int port) {
    return new EdgeSettings(host, port, EdgeLimits.DEFAULT, EdgeTimeouts.DEFAULT, Balancers.NONE);
  }

  /**
   * The endpoint a responder's route starts {@code from}.
   *
   * @param path the responder's path: empty, {@code /}, or {@code /} and segments
   */
  public String endpointUri(String path) {
    String rooted = path.isEmpty() || path.startsWith("/") ? path : "/" + path;
    return OcspHttpComponent.SCHEME + ":http://" + host + ":" + port + rooted;
  }

  /**
   * The endpoint a responder's route starts {@code from}, with a limit of its own.
   *
   * @param path the responder's path: empty, {@code /}, or {@code /} and segments
   * @param maxBody largest request body in bytes; more gets 413. The listener's limit counts too
   */
  public String endpointUri(String path, int maxBody) {
    return endpointUri(path) + "?" + OcspHttpComponent.MAX_BODY + "=" + maxBody;
  }

  /** What tells listeners apart. */
  String key() {
    return key(host, port);
  }

  static String key(String host, int port) {
    return host + ":" + port;
  }
}
