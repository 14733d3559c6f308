package io.camelocsp.operations;

import io.camelocsp.revocation.ListDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists as a table for people: aligned columns, times in UTC. */
final class ListsTable {
  private static final String NOTHING = "-";

  /** Names of distribution points are long; below the table they stand in full. */
  private static final int MOST_OF_SCOPE = 40;

  private final Instant now;

  ListsTable(Instant now) {
    this.now = now;
  }

  /** As {@link #lines}, of lists that say what was issued: nothing is missed that revokes. */
  List<String> issued(Map<String, List<ListDescription>> issuers) {
    return lines(issuers, List.of());
  }

  /** A line of headings, then one for each list, and one for each issuer without any. */
  List<String> lines(Map<String, List<ListDescription>> issuers) {
    List<String> without =
        issuers.entrySet().stream()
            .filter(each -> ListsReport.answersFromNothing(each.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return lines(issuers, without);
  }

  private List<String> lines(Map<String, List<ListDescription>> issuers, List<String> withoutAny) {
    int widest = "ENTRIES".length();
    for (List<ListDescription> lists : issuers.values()) {
      for (ListDescription each : lists) {
        widest = Math.max(widest, entries(each).length());
      }
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "ISSUER",
            "LIST",
            "SCOPE",
            "NUMBER",
            "THIS UPDATE",
            "NEXT UPDATE",
            right("ENTRIES", widest),
            "STATE"));
    for (Map.Entry<String, List<ListDescription>> issuer : issuers.entrySet()) {
      if (withoutAny.contains(issuer.getKey())) {
        rows.add(none(issuer.getKey(), widest));
      }
      for (ListDescription each : issuer.getValue()) {
        rows.add(row(issuer.getKey(), each, widest));
      }
    }
    return Layout.columns(rows);
  }

  private static List<String> none(String issuer, int widest) {
    return List.of(
        issuer, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, right(NOTHING, widest), "none yet");
  }

  private List<String> row(String issuer, ListDescription list, int widest) {
    return List.of(
        issuer,
        list.kind(),
        isCut(list) ? list.scope().substring(0, MOST_OF_SCOPE) + "…" : list.scope(),
        list.number() == null ? NOTHING : list.number().toString(),
        Layout.time(list.thisUpdate()),
        Layout.time(list.nextUpdate()),
        right(entries(list), widest),
        state(list));
  }

  /** Whether the table has only the beginning of the list's scope. */
  static boolean isCut(ListDescription list) {
    return list.scope().length() > MOST_OF_SCOPE + 1;
  }

  private static String entries(ListDescription list) {
    return String.format(Locale.ROOT, "%,d", list.entries());
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }

  private String state(ListDescription list) {
    Instant end = list.nextUpdate();
    return switch (list.use().standing()) {
      case VALID -> end == null ? "valid, no end" : "valid, " + between(now, end) + " left";
      case ENDED -> "ended " + between(end, now) + " ago";
      case NOT_YET -> "not yet, " + between(now, list.thisUpdate()) + " ahead of this clock";
      case WAITING -> "waiting";
      case KEY_REVOKED -> "its key is revoked";
    };
  }

  private static String between(@Nullable Instant from, Instant to) {
    return Layout.words(Duration.between(from == null ? to : from, to));
  }
}
