package io.camelocsp.operations;

import io.camelocsp.operations.FetchReport.Fetched;
import io.camelocsp.operations.FetchReport.Outcome;
import io.camelocsp.operations.Line.Tone;
import io.camelocsp.source.SourceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sources of lists for people. */
public final class SourcesText {
  private SourcesText() {}

  /** What came of asking sources at once. */
  public static List<Line> of(FetchReport report) {
    List<Line> lines = new ArrayList<>();
    for (Fetched each : report.sources()) {
      SourceReport source = each.source();
      lines.add(
          new Line(Tone.of(each.outcome().level()), source.name() + ": " + each.outcome().words()));
      field(lines, "  from      ", source.from());
      if (each.outcome() == Outcome.UNFINISHED) {
        field(
            lines,
            "  effect    ",
            "what is in use goes on answering. The try goes on, or begins when what is under way is"
                + " over; look at the lists again.");
        continue;
      }
      if (source.failure() != null) {
        field(lines, "  failure   ", source.failure().text());
      }
      if (source.end() != null) {
        field(lines, "  ends      ", Layout.time(source.end(), report.asked()));
      }
      field(lines, "  next try  ", Layout.time(source.nextTry()));
    }
    return lines;
  }

  /** A table of the sources, then where each brings lists from and what is wrong with it. */
  static List<Line> of(ListsReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SOURCE", "KIND", "LAST TRY", "LAST SUCCESS", "NEXT TRY", "FAILED"));
    report.sources().forEach(each -> rows.add(row(each)));
    List<Line> lines = new ArrayList<>();
    Layout.columns(rows).forEach(each -> lines.add(Line.plain(each)));
    for (SourceReport each : report.sources()) {
      lines.add(Line.plain(""));
      lines.add(new Line(Tone.STRONG, "source " + each.name()));
      field(lines, "  from      ", each.from());
      SourceReport.Failure failure = each.failure();
      if (failure != null) {
        field(lines, "  failure   ", failure.text());
        field(lines, "  since     ", Layout.time(failure.since(), report.at()));
      }
    }
    return lines;
  }

  private static List<String> row(SourceReport source) {
    SourceReport.Failure failure = source.failure();
    return List.of(
        source.name(),
        source.kind().name().toLowerCase(Locale.ROOT),
        Layout.time(source.lastTry()),
        Layout.time(source.lastSuccess()),
        Layout.time(source.nextTry()),
        failure == null ? "-" : failure.count() + (failure.count() == 1 ? " try" : " tries"));
  }

  private static void field(List<Line> lines, String head, String text) {
    Layout.wrapped(head, text).forEach(each -> lines.add(Line.plain(each)));
  }
}
