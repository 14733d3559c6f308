package io.camelocsp.http;

/**
 * What one listener takes from strangers before it refuses: sizes in bytes, connections by number.
 * Immutable.
 *
 * @param maxUrl longest request target; longer ones get 414
 * @param maxHeaderSize all header fields of one request together; more gets 431
 * @param maxBody largest request body, chunked or not; more gets 413 and the connection is closed
 * @param maxConnections open connections in all; further ones are closed without a word
 * @param maxConnectionsPerAddress open connections of one client address, 0 = no cap (behind a
 *     balancer that is not trusted all clients share one address)
 * @param maxRequestsInFlight requests inside routes at a time; further ones get tryLater at once
 */
public record EdgeLimits(
    int maxUrl,
    int maxHeaderSize,
    int maxBody,
    int maxConnections,
    int maxConnectionsPerAddress,
    int maxRequestsInFlight) {

  /**
   * 8 KiB of URL, 8 KiB of header, 64 KiB of body, 10,000 connections, no cap per address, 2,000
   * requests in flight.
   */
  public static final EdgeLimits DEFAULT = new EdgeLimits(8192, 8192, 64 * 1024, 10_000, 0, 2000);

  /**
   * @throws IllegalArgumentException if a size is not positive, or the cap per address is negative
   */
  public EdgeLimits {
    requirePositive("maxUrl", maxUrl);
    requirePositive("maxHeaderSize", maxHeaderSize);
    requirePositive("maxBody", maxBody);
    requirePositive("maxConnections", maxConnections);
    requirePositive("maxRequestsInFlight", maxRequestsInFlight);
    if (maxConnectionsPerAddress < 0) {
      throw new IllegalArgumentException("maxConnectionsPerAddress is negative");
    }
  }

  private static void requirePositive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is not positive");
    }
  }
}
