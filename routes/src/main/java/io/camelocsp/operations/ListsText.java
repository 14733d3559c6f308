package io.camelocsp.operations;

import io.camelocsp.operations.Line.Tone;
import io.camelocsp.revocation.Evidence;
import io.camelocsp.revocation.ListOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link ListsReport} for people: a table, where each list came from, then their sources. */
public final class ListsText {
  private ListsText() {}

  /** The lines. */
  public static List<Line> of(ListsReport report) {
    List<Line> lines = new ArrayList<>();
    ListTable.lines(report.lists()).forEach(each -> lines.add(Line.plain(each)));
    report
        .issuers()
        .values()
        .forEach(evidence -> evidence.forEach(each -> addOrigin(lines, each, report)));
    if (!report.sources().isEmpty()) {
      lines.add(Line.plain(""));
      lines.addAll(SourcesText.of(report));
    }
    return lines;
  }

  private static void addOrigin(List<Line> lines, Evidence evidence, ListsReport report) {
    lines.add(Line.plain(""));
    lines.add(new Line(Tone.STRONG, evidence.describe()));
    if (!evidence.origin().equals(ListOrigin.UNKNOWN)) {
      field(lines, "  from      ", evidence.origin().toString());
    }
    if (evidence.acceptedAt() != null) {
      field(lines, "  accepted  ", Layout.time(evidence.acceptedAt(), report.at()));
    }
    field(lines, "  made      ", Layout.time(evidence.thisUpdate(), report.at()));
    if (evidence.sha256() != null) {
      field(lines, "  sha256    ", evidence.sha256());
    }
    evidence
        .heapOctets()
        .ifPresent(
            octets ->
                field(lines, "  heap      ", String.format(Locale.ROOT, "%,d octets", octets)));
  }

  private static void field(List<Line> lines, String head, String text) {
    Layout.wrapped(head, text).forEach(each -> lines.add(Line.plain(each)));
  }
}
