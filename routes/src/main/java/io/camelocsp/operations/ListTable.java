package io.camelocsp.operations;

import io.camelocsp.operations.ListReport.Held;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@link ListReport}s as a table for people: plain text, aligned columns, times in UTC. */
public final class ListTable {
  private static final List<String> HEADINGS =
      List.of("ISSUER", "LIST", "NUMBER", "THIS UPDATE", "NEXT UPDATE", "ENTRIES", "STATE");

  /** Numbers that are compared by eye stand under each other to the right. */
  private static final int ENTRIES = HEADINGS.indexOf("ENTRIES");

  private static final String NOTHING = "-";
  private static final String GAP = "  ";

  private ListTable() {}

  /** A line of headings, then one line for each report; no line ends in blanks. */
  public static List<String> lines(List<ListReport> reports) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADINGS);
    reports.forEach(report -> rows.add(row(report)));
    int[] widths = new int[HEADINGS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == ENTRIES ? blanks + row.get(i) : row.get(i) + blanks).append(GAP);
    }
    return line.toString().stripTrailing();
  }

  private static List<String> row(ListReport report) {
    Held list = report.list();
    return list == null
        ? List.of(report.issuer(), NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, state(report))
        : List.of(
            report.issuer(),
            list.kind(),
            list.number() == null ? NOTHING : list.number().toString(),
            time(list.thisUpdate()),
            time(list.nextUpdate()),
            String.format(Locale.ROOT, "%,d", list.entries()),
            state(report));
  }

  /** ISO 8601 in UTC; lists are dated to the second. */
  private static String time(@Nullable Instant instant) {
    return instant == null ? NOTHING : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String state(ListReport report) {
    Held list = report.list();
    return list == null
        ? "none yet"
        : switch (report.state()) {
          case VALID ->
              list.nextUpdate() == null
                  ? "valid, no end"
                  : "valid, " + between(report.at(), list.nextUpdate()) + " left";
          case ENDED -> "ended " + between(list.nextUpdate(), report.at()) + " ago";
          case NOT_YET ->
              "not yet, " + between(report.at(), list.thisUpdate()) + " ahead of this clock";
          case NONE -> "none yet";
        };
  }

  /** The two largest units, without one that is zero: {@code 3d 4h}, {@code 2h}, {@code 59s}. */
  private static String between(@Nullable Instant from, Instant to) {
    Duration time = Duration.between(from == null ? to : from, to);
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
