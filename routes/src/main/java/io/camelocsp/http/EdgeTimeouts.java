package io.camelocsp.http;

import java.time.Duration;
import java.util.stream.LongStream;

/**
 * How long a client may take. None of these runs while a route works on a request. Immutable.
 *
 * @param header from the accepted connection, or the first byte of a later request, to the end of
 *     the header; then the connection is closed without a word
 * @param body from the end of the header to the end of the body; then 408
 * @param idle from an answer to the first byte of the next request; then the connection is closed
 * @param write from the answer to its last byte taken by the client's side; then the connection is
 *     closed
 */
public record EdgeTimeouts(Duration header, Duration body, Duration idle, Duration write) {

  /** Header 10 s, body 10 s, idle 60 s, write 20 s. */
  public static final EdgeTimeouts DEFAULT =
      new EdgeTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(20));

  /** How long to throw away what still comes after a last answer. */
  static final Duration LINGER = Duration.ofSeconds(5);

  /**
   * @throws IllegalArgumentException if one of them is not positive
   */
  public EdgeTimeouts {
    requirePositive("header", header);
    requirePositive("body", body);
    requirePositive("idle", idle);
    requirePositive("write", write);
  }

  /** The shortest of all, in nanoseconds: how often a connection must look at its clock. */
  long shortestNanos() {
    return LongStream.of(
            header.toNanos(), body.toNanos(), idle.toNanos(), write.toNanos(), LINGER.toNanos())
        .min()
        .orElseThrow();
  }

  private static void requirePositive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("the " + name + " timeout is not positive");
    }
  }
}
