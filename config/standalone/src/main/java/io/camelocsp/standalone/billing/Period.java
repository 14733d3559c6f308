package io.camelocsp.standalone.billing;

import java.time.Instant;

/** How long the time is that one sum is of, in UTC. */
public enum Period {
  HOUR("yyyy-MM-ddTHH".length()),
  DAY("yyyy-MM-dd".length()),
  MONTH("yyyy-MM".length()),
  /** All of the time that is read. */
  ALL(0);

  private static final int HOUR_SECONDS = 3_600;

  private final int length;

  Period(int length) {
    this.length = length;
  }

  /** Names periods; keeps the last name, because records come in the order of time. */
  static final class Names {
    private final Period period;
    private long hour = Long.MIN_VALUE;
    private String name = "";

    Names(Period period) {
      this.period = period;
    }

    /** The period of a moment: {@code 2026-11}, {@code 2026-11-28}, {@code 2026-11-28T16}. */
    String of(Instant time) {
      long now = Math.floorDiv(time.getEpochSecond(), HOUR_SECONDS);
      if (now != hour) {
        name = Instant.ofEpochSecond(now * HOUR_SECONDS).toString().substring(0, period.length);
        hour = now;
      }
      return name;
    }
  }
}
