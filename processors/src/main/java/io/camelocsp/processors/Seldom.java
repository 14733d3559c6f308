package io.camelocsp.processors;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Lets a message through seldom, for what may go wrong at every request or poll. Takes no lock.
 * Thread-safe.
 */
public final class Seldom {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final long intervalNanos;
  private final LongSupplier nanos;
  private final AtomicLong nextNanos;

  /** At most once a minute. */
  Seldom() {
    this(MINUTE, System::nanoTime);
  }

  /**
   * The first time is at once.
   *
   * @param interval from one message to the next, at least
   * @param nanos like {@link System#nanoTime}
   */
  public Seldom(Duration interval, LongSupplier nanos) {
    this.intervalNanos = interval.toNanos();
    this.nanos = nanos;
    this.nextNanos = new AtomicLong(nanos.getAsLong());
  }

  /** Whether it is time for the message again; true for one caller in each interval. */
  public boolean due() {
    long now = nanos.getAsLong();
    long next = nextNanos.get();
    return now - next >= 0 && nextNanos.compareAndSet(next, now + intervalNanos);
  }
}
