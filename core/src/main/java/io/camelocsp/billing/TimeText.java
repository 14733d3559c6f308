package io.camelocsp.billing;

import java.time.Instant;

/**
 * Writes instants as {@link Instant#toString} does, and fast where many share a second. Not
 * thread-safe.
 */
final class TimeText {
  private long second = Long.MIN_VALUE;
  private String untilSeconds = "";
  private final StringBuilder text = new StringBuilder();

  String of(Instant time) {
    if (time.getEpochSecond() != second) {
      String whole = Instant.ofEpochSecond(time.getEpochSecond()).toString();
      untilSeconds = whole.substring(0, whole.length() - 1);
      second = time.getEpochSecond();
    }
    text.setLength(0);
    text.append(untilSeconds);
    int nanos = time.getNano();
    if (nanos != 0) {
      // Three, six or nine digits, as few as hold it.
      int digits = nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
      text.append('.');
      int divisor = 100_000_000;
      for (int i = 0; i < digits; i++) {
        text.append((char) ('0' + nanos / divisor % 10));
        divisor /= 10;
      }
    }
    return text.append('Z').toString();
  }
}
