package io.camelocsp.bench;

import java.time.Duration;

/**
 * Counts durations in classes that are 1.6 % wide, so that millions of them take no memory. Not
 * thread-safe.
 */
final class LatencyHistogram {
  /** Classes for each power of two. */
  private static final int FINE_BITS = 6;

  private final long[] counts = new long[(Long.SIZE - FINE_BITS) << FINE_BITS];
  private long total;

  void add(long nanos) {
    counts[index(Math.max(1L << FINE_BITS, nanos))]++;
    total++;
  }

  long total() {
    return total;
  }

  /** The duration that this share of all does not exceed; zero if there are none. */
  Duration quantile(double share) {
    long left = (long) Math.ceil(total * share);
    for (int i = 0; i < counts.length; i++) {
      left -= counts[i];
      if (left <= 0) {
        return total == 0 ? Duration.ZERO : Duration.ofNanos(middle(i));
      }
    }
    throw new IllegalArgumentException("no share of the whole: " + share);
  }

  private static int index(long nanos) {
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - FINE_BITS;
    int fine = (int) (nanos >>> shift) - (1 << FINE_BITS);
    return (shift << FINE_BITS) + fine;
  }

  private static long middle(int index) {
    int shift = index >> FINE_BITS;
    long fine = (index & ((1 << FINE_BITS) - 1)) + (1L << FINE_BITS);
    return (fine << shift) + (1L << shift) / 2;
  }
}
