package io.camelocsp.client;

import java.time.Duration;

/** Durations as people say them. */
public final class Durations {
  private Durations() {}

  /** As much as matters: {@code 6 d 23 h}, {@code 4 min 10 s}, {@code 1.8 s}, {@code 12 ms}. */
  public static String text(Duration duration) {
    Duration d = duration.abs();
    if (d.toDays() > 0) {
      return two(d.toDays(), "d", d.toHoursPart(), "h");
    }
    if (d.toHours() > 0) {
      return two(d.toHours(), "h", d.toMinutesPart(), "min");
    }
    if (d.toMinutes() > 0) {
      return two(d.toMinutes(), "min", d.toSecondsPart(), "s");
    }
    return d.toSeconds() > 0
        ? d.toSeconds() + "." + d.toMillisPart() / 100 + " s"
        : d.toMillis() + " ms";
  }

  private static String two(long large, String largeUnit, int small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
