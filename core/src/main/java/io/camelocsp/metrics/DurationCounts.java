package io.camelocsp.metrics;

import java.util.concurrent.atomic.LongAdder;

/** How many times took how long, in steps. Counting takes no lock. Thread-safe. */
public final class DurationCounts {
  private static final long MICROSECOND = 1_000;
  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  /** Upper ends: a look-up and a fast signature, RSA, a token near and far, trouble. */
  private static final long[] ENDS_NANOS = {
    50 * MICROSECOND,
    100 * MICROSECOND,
    250 * MICROSECOND,
    500 * MICROSECOND,
    MILLISECOND,
    2_500 * MICROSECOND,
    5 * MILLISECOND,
    10 * MILLISECOND,
    25 * MILLISECOND,
    50 * MILLISECOND,
    100 * MILLISECOND,
    250 * MILLISECOND,
    SECOND,
    5 * SECOND
  };

  private final LongAdder[] counts = Adders.make(ENDS_NANOS.length + 1);
  private final LongAdder sumNanos = new LongAdder();

  /** Counts one. */
  public void add(long nanos) {
    int step = 0;
    while (step < ENDS_NANOS.length && nanos > ENDS_NANOS[step]) {
      step++;
    }
    counts[step].increment();
    sumNanos.add(nanos);
  }

  /** Upper ends of the steps but the last, which has none; nanoseconds, ascending. */
  public static long[] endsNanos() {
    return ENDS_NANOS.clone();
  }

  /** How many each step has, the one without end last; each is right, together about. */
  public long[] counts() {
    return Adders.sums(counts);
  }

  /** All of them together, nanoseconds. */
  public long sumNanos() {
    return sumNanos.sum();
  }
}
