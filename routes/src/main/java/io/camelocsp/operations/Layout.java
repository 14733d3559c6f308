package io.camelocsp.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How text is laid out for a terminal: columns, wrapped paragraphs, times. */
final class Layout {
  /** No line is wider, but for words that cannot be broken. */
  static final int WIDTH = 100;

  private static final String GAP = "  ";

  private Layout() {}

  /** Rows under each other, the first one a heading; no line ends in blanks. */
  static List<String> columns(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Broken between words; the first line begins with {@code head}, the others under its end. */
  static List<String> wrapped(String head, String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    boolean begun = false;
    for (String word : text.split(" ", -1)) {
      if (begun && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(head.length()));
        begun = false;
      }
      line.append(begun ? " " : "").append(word);
      begun = true;
    }
    lines.add(line.toString());
    return lines;
  }

  /** ISO 8601 in UTC, to the second; {@code -} if there is none. */
  static String time(@Nullable Instant instant) {
    return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A time with how far it is away: {@code 2026-11-25T06:00:00Z, in 8h 30m}. */
  static String time(@Nullable Instant instant, Instant now) {
    if (instant == null) {
      return "-";
    }
    return instant.isBefore(now)
        ? time(instant) + ", " + words(Duration.between(instant, now)) + " ago"
        : time(instant) + ", in " + words(Duration.between(now, instant));
  }

  /** The two largest units, without one that is zero: {@code 3d 4h}, {@code 2h}, {@code 59s}. */
  static String words(Duration time) {
    if (time.toDays() > 0) {
      return units(time.toDays(), "d", time.toHoursPart(), "h");
    }
    if (time.toHours() > 0) {
      return units(time.toHours(), "h", time.toMinutesPart(), "m");
    }
    return time.toMinutes() > 0
        ? units(time.toMinutes(), "m", time.toSecondsPart(), "s")
        : time.toSeconds() + "s";
  }

  private static String units(long large, String largeUnit, int small, String smallUnit) {
    return large + largeUnit + (small == 0 ? "" : " " + small + smallUnit);
  }
}
