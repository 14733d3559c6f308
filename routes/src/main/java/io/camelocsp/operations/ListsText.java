package io.camelocsp.operations;

import io.camelocsp.operations.Line.Tone;
import io.camelocsp.revocation.ListDescription;
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
    new ListsTable(report.at())
        .lines(report.issuers())
        .forEach(each -> lines.add(Line.plain(each)));
    report
        .issuers()
        .values()
        .forEach(lists -> lists.forEach(each -> addDetails(lines, each, report)));
    if (!report.sources().isEmpty()) {
      lines.add(Line.plain(""));
      lines.addAll(SourcesText.of(report));
    }
    return lines;
  }

  private static void addDetails(List<Line> lines, ListDescription list, ListsReport report) {
    lines.add(Line.plain(""));
    lines.add(new Line(Tone.STRONG, list.name()));
    if (ListsTable.isCut(list)) {
      field(lines, "  scope     ", list.scope());
    }
    if (!list.use().waitsFor().isEmpty()) {
      field(lines, "  waits     ", list.use().waitsFor());
    }
    if (!list.origin().equals(ListOrigin.UNKNOWN)) {
      field(lines, "  from      ", list.origin().toString());
    }
    if (list.acceptedAt() != null) {
      field(lines, "  accepted  ", Layout.time(list.acceptedAt(), report.at()));
    }
    field(lines, "  made      ", Layout.time(list.thisUpdate(), report.at()));
    if (list.sha256() != null) {
      field(lines, "  sha256    ", list.sha256());
    }
    list.heapOctets()
        .ifPresent(
            octets ->
                field(lines, "  heap      ", String.format(Locale.ROOT, "%,d octets", octets)));
    if (!list.use().slot().isEmpty()) {
      field(lines, "  slot      ", list.use().slot());
    }
  }

  private static void field(List<Line> lines, String head, String text) {
    Layout.wrapped(head, text).forEach(each -> lines.add(Line.plain(each)));
  }
}
