package io.camelocsp.metrics;

import java.util.concurrent.atomic.LongAdder;

/** Rows of counters. */
final class Adders {
  private Adders() {}

  static LongAdder[] make(int length) {
    LongAdder[] row = new LongAdder[length];
    for (int i = 0; i < length; i++) {
      row[i] = new LongAdder();
    }
    return row;
  }

  static long[] sums(LongAdder[] row) {
    long[] sums = new long[row.length];
    for (int i = 0; i < row.length; i++) {
      sums[i] = row[i].sum();
    }
    return sums;
  }
}
