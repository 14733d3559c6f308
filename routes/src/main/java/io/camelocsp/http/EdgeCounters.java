package io.camelocsp.http;

import java.util.concurrent.atomic.LongAdder;

/**
 * What happened at one listener since it was made. Under attack these are counted, not logged.
 * Thread-safe.
 */
public final class EdgeCounters {
  final LongAdder accepted = new LongAdder();
  final LongAdder closed = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder clientErrors = new LongAdder();
  final LongAdder headerTimeouts = new LongAdder();
  final LongAdder bodyTimeouts = new LongAdder();
  final LongAdder idleClosed = new LongAdder();
  final LongAdder writeTimeouts = new LongAdder();
  final LongAdder failures = new LongAdder();

  EdgeCounters() {}

  /** The counts now; each is right, together they may be a moment apart. */
  public Snapshot snapshot() {
    long left = closed.sum();
    return new Snapshot(
        accepted.sum() - left,
        accepted.sum(),
        refused.sum(),
        requests.sum(),
        clientErrors.sum(),
        headerTimeouts.sum(),
        bodyTimeouts.sum(),
        idleClosed.sum(),
        writeTimeouts.sum(),
        failures.sum());
  }

  /**
   * The counts of one moment.
   *
   * @param open connections open now
   * @param accepted connections taken in
   * @param refused connections closed at once because a cap was reached
   * @param requests requests given to a route
   * @param clientErrors answers with a 4xx status
   * @param headerTimeouts connections closed before a whole header had come
   * @param bodyTimeouts requests answered 408
   * @param idleClosed kept-alive connections closed for want of a further request
   * @param writeTimeouts connections closed because the client did not take its answer
   * @param failures connections closed by an exception of our own: each one is a defect
   */
  public record Snapshot(
      long open,
      long accepted,
      long refused,
      long requests,
      long clientErrors,
      long headerTimeouts,
      long bodyTimeouts,
      long idleClosed,
      long writeTimeouts,
      long failures) {}
}
