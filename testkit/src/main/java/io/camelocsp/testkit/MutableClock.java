package io.camelocsp.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that a test moves by hand. Thread-safe: a change is visible to every later reading. */
public final class MutableClock implements InstantSource {

  private volatile Instant now;

  /** A clock that stands still at {@code start}. */
  public MutableClock(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves the clock to {@code instant}, which may lie in its past. */
  public synchronized void set(Instant instant) {
    now = instant;
  }

  /** Moves the clock by {@code step}, backwards when it is negative, and returns the new time. */
  public synchronized Instant advance(Duration step) {
    now = now.plus(step);
    return now;
  }

  @Override
  public String toString() {
    return "MutableClock[" + now + "]";
  }
}
