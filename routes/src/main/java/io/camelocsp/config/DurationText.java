package io.camelocsp.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written: {@code 1h30m}, {@code 250ms}, {@code PT20M}. */
public final class DurationText {
  private static final Pattern UNITS =
      Pattern.compile(
          "(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m(?!s))?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
  private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?");
  private static final Duration[] UNIT = {
    Duration.ofDays(1),
    Duration.ofHours(1),
    Duration.ofMinutes(1),
    Duration.ofSeconds(1),
    Duration.ofMillis(1)
  };

  private DurationText() {}

  /**
   * Reads a duration: numbers with the units {@code d}, {@code h}, {@code m}, {@code s}, {@code
   * ms}, the greater first, or ISO 8601. A number without a unit is refused.
   *
   * @throws IllegalArgumentException with the reason, when it is none or negative
   */
  public static Duration parse(String text) {
    Matcher matcher = UNITS.matcher(text);
    if (!text.isEmpty() && matcher.matches()) {
      return sum(matcher);
    }
    if (BARE_NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException("a duration needs a unit");
    }
    try {
      Duration duration = Duration.parse(text.toUpperCase(Locale.ROOT));
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("not a duration", e);
    }
    throw new IllegalArgumentException("a duration cannot be negative");
  }

  /** Writes a duration as {@link #parse} reads it, to the millisecond. */
  public static String format(Duration duration) {
    if (duration.toMillis() == 0) {
      return "0s";
    }
    return part(duration.toDays(), "d")
        + part(duration.toHoursPart(), "h")
        + part(duration.toMinutesPart(), "m")
        + part(duration.toSecondsPart(), "s")
        + part(duration.toMillisPart(), "ms");
  }

  private static Duration sum(Matcher matcher) {
    Duration sum = Duration.ZERO;
    for (int i = 0; i < UNIT.length; i++) {
      String number = matcher.group(i + 1);
      if (number != null) {
        sum = sum.plus(UNIT[i].multipliedBy(Long.parseLong(number)));
      }
    }
    return sum;
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : number + unit;
  }
}
