package io.camelocsp.client;

import java.time.Duration;
import java.time.Instant;

/** Moments as people want to see them. */
public final class Times {
  private Times() {}

  /** ISO 8601 in UTC, and how far away it is. */
  public static String relative(Instant instant, Instant now) {
    Duration ahead = Duration.between(now, instant);
    if (ahead.isZero()) {
      return instant + "  (now)";
    }
    String distance = Durations.text(ahead);
    return instant + (ahead.isNegative() ? "  (" + distance + " ago)" : "  (in " + distance + ")");
  }
}
