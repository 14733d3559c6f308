package io.camelocsp.http.intake;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where lists may be pushed to, and what that costs us at most. Immutable.
 *
 * @param url scheme {@code https}, host, port, and the path that the names of lists follow
 * @param incoming the directory where lists wait while they come in
 * @param limits sizes and numbers
 * @param timeouts patience
 */
public record IntakeSettings(URI url, Path incoming, Limits limits, Timeouts timeouts) {

  /**
   * @throws IllegalArgumentException if the URL is not of that form
   */
  public IntakeSettings {
    if (!"https".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 1) {
      throw new IllegalArgumentException("a list intake is at https://HOST:PORT/PATH, not " + url);
    }
  }

  /**
   * Sizes in octets, and numbers.
   *
   * @param maxSize the largest list; more gets 413
   * @param maxConnections open connections in all; further ones are closed without a word
   * @param maxUploads lists coming in or being taken in at a time; further ones get 503. So many
   *     times {@code maxSize} is what they can take of the disk
   */
  public record Limits(long maxSize, int maxConnections, int maxUploads) {
    /** 512 MiB, 50 connections, 8 lists at a time. */
    public static final Limits DEFAULT = new Limits(512L << 20, 50, 8);

    /**
     * @throws IllegalArgumentException if one of them is not positive
     */
    public Limits {
      if (maxSize <= 0 || maxConnections <= 0 || maxUploads <= 0) {
        throw new IllegalArgumentException("a limit of the list intake is not positive");
      }
    }
  }

  /**
   * How long a publisher may take. None of these runs while we are the slow ones.
   *
   * @param header from the accepted connection to the end of the header, the TLS handshake
   *     included; then the connection is closed without a word
   * @param body from the end of the header to the end of the list; then 408
   * @param stall without an octet of the list; then 408
   * @param write from the answer to its last octet; then the connection is closed
   */
  public record Timeouts(Duration header, Duration body, Duration stall, Duration write) {
    /** Header 15 s, body 10 min, stall 30 s, write 20 s. */
    public static final Timeouts DEFAULT =
        new Timeouts(
            Duration.ofSeconds(15),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(20));

    /** How long to throw away what still comes after an answer. */
    static final Duration LINGER = Duration.ofSeconds(5);
  }

  /** The path in front of the names of lists: empty, or {@code /} and segments. */
  String basePath() {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** What tells listeners apart in a log. */
  String address() {
    return url.getHost() + ":" + url.getPort();
  }
}
