package io.camelocsp.processors;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets a message through at most once a minute, for what may go wrong at every request or poll.
 * Thread-safe.
 */
final class Seldom {
  private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

  /** Whether it is time for the message again; true for one caller a minute. */
  boolean due() {
    long now = System.nanoTime();
    long next = nextNanos.get();
    return now - next >= 0 && nextNanos.compareAndSet(next, now + INTERVAL_NANOS);
  }
}
