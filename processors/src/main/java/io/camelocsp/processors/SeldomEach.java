package io.camelocsp.processors;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets a message about each of many things through at most once a minute: what is wrong with one
 * file does not hide what is wrong with another. Of more than 1,000 things a minute the rest stays
 * untold. Thread-safe.
 */
public final class SeldomEach {
  private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int MOST = 1_000;

  private final LongSupplier nanos;

  /** When each was told, the oldest first. */
  private final Map<Object, Long> told = new LinkedHashMap<>();

  /** Nothing has been told yet. */
  public SeldomEach() {
    this(System::nanoTime);
  }

  SeldomEach(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Whether it is time for a message about this; true for one caller a minute. */
  public synchronized boolean due(Object about) {
    long now = nanos.getAsLong();
    Iterator<Long> times = told.values().iterator();
    while (times.hasNext() && now - times.next() >= INTERVAL_NANOS) {
      times.remove();
    }
    return told.size() < MOST && told.putIfAbsent(about, now) == null;
  }
}
