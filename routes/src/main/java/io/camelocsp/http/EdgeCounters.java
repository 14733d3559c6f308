package io.camelocsp.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * What happened at one listener since it was made. Under attack this is counted, and only said now
 * and then. Thread-safe.
 */
public final class EdgeCounters {
  final LongAdder accepted = new LongAdder();
  final LongAdder closed = new LongAdder();
  final LongAdder requests = new LongAdder();
  private final Map<EdgeEvent, LongAdder> events = new EnumMap<>(EdgeEvent.class);

  EdgeCounters() {
    for (EdgeEvent event : EdgeEvent.values()) {
      events.put(event, new LongAdder());
    }
  }

  /** Counts an event; how many there are now, about. */
  long count(EdgeEvent event) {
    counter(event).increment();
    return sum(event);
  }

  private long sum(EdgeEvent event) {
    return counter(event).sum();
  }

  private LongAdder counter(EdgeEvent event) {
    return Objects.requireNonNull(events.get(event));
  }

  /** The counts now; each is right, together they may be a moment apart. */
  public Snapshot snapshot() {
    long left = closed.sum();
    return new Snapshot(
        accepted.sum() - left,
        accepted.sum(),
        sum(EdgeEvent.REFUSED) + sum(EdgeEvent.ADDRESS_REFUSED),
        requests.sum(),
        sum(EdgeEvent.OVERLOADED),
        sum(EdgeEvent.CLIENT_ERROR),
        sum(EdgeEvent.PROXY_HEADER),
        sum(EdgeEvent.HEADER_TIMEOUT),
        sum(EdgeEvent.BODY_TIMEOUT),
        sum(EdgeEvent.IDLE_CLOSED),
        sum(EdgeEvent.WRITE_TIMEOUT),
        sum(EdgeEvent.FAILURE));
  }

  /**
   * The counts of one moment.
   *
   * @param open connections open now
   * @param accepted connections taken in, those closed by the cap of their address among them
   * @param refused connections closed because a cap was reached
   * @param requests requests given to a route
   * @param overloaded requests answered tryLater because too many were in flight
   * @param clientErrors answers with a 4xx status but 408
   * @param proxyHeaderErrors connections closed because their balancer sent no PROXY header
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
      long overloaded,
      long clientErrors,
      long proxyHeaderErrors,
      long headerTimeouts,
      long bodyTimeouts,
      long idleClosed,
      long writeTimeouts,
      long failures) {}
}
