package io.camelocsp.operations;

import io.camelocsp.operations.Line.Tone;
import io.camelocsp.operations.StatusReport.Problem;
import io.camelocsp.revocation.ListDescription;
import io.camelocsp.workflow.IssuerOutlook;
import io.camelocsp.workflow.IssuerOutlook.BreaksBy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A {@link StatusReport} for people; its first line alone answers the first question. */
public final class StatusText {
  /** Of each issuer; some have hundreds of segments. */
  private static final int MOST_ISSUANCE_LISTS = 5;

  private StatusText() {}

  /** The lines. */
  public static List<Line> of(StatusReport status, Commands commands) {
    List<Line> lines = new ArrayList<>();
    Tone tone = Tone.of(status.level());
    Layout.wrapped("", headline(status)).forEach(each -> lines.add(new Line(tone, each)));
    String urls = status.urls().stream().map(URI::toString).collect(Collectors.joining(", "));
    Layout.wrapped("", "It is " + Layout.time(status.at()) + "; answering at " + urls)
        .forEach(each -> lines.add(Line.plain(each)));
    lines.add(Line.plain(""));
    Layout.columns(issuers(status)).forEach(each -> lines.add(Line.plain(each)));
    addIssuance(status, commands, lines);
    for (Problem problem : status.problems()) {
      lines.add(Line.plain(""));
      addProblem(problem, commands, lines);
    }
    return lines;
  }

  private static void addIssuance(StatusReport status, Commands commands, List<Line> lines) {
    if (status.issuanceLists().isEmpty()) {
      return;
    }
    Map<String, List<ListDescription>> shown = new LinkedHashMap<>();
    int left = 0;
    for (Map.Entry<String, List<ListDescription>> issuer : status.issuanceLists().entrySet()) {
      List<ListDescription> lists = issuer.getValue();
      // The last segments are those that grow.
      int from = Math.max(0, lists.size() - MOST_ISSUANCE_LISTS);
      left += from;
      shown.put(issuer.getKey(), lists.subList(from, lists.size()));
    }
    lines.add(Line.plain(""));
    lines.add(Line.plain("What was issued:"));
    new ListsTable(status.at()).issued(shown).forEach(each -> lines.add(Line.plain(each)));
    if (left > 0) {
      lines.add(Line.plain("and %d more: %s".formatted(left, commands.lists())));
    }
  }

  private static void addProblem(Problem problem, Commands commands, List<Line> lines) {
    String level = problem.level().name().toLowerCase(Locale.ROOT);
    List<String> text = Layout.wrapped("", level + ": " + problem.text());
    Tone tone = Tone.of(problem.level());
    text.forEach(each -> lines.add(new Line(tone, each)));
    lines.add(Line.plain("  " + typed(problem.next(), commands)));
  }

  /** What to type next. */
  static String typed(StatusReport.NextStep step, Commands commands) {
    return switch (Next.of(step)) {
      case LISTS -> commands.lists();
      case READ -> commands.show(((StatusReport.Read) step).file());
      case DISK -> commands.space(((StatusReport.LookAtDisk) step).directory());
      case ACCEPT -> commands.acceptRemovals(((StatusReport.AcceptRemovals) step).issuer());
      case AGAIN -> commands.status();
    };
  }

  /** {@link StatusReport.NextStep} for a switch, which Java 17 has for enums only. */
  private enum Next {
    LISTS,
    READ,
    DISK,
    ACCEPT,
    AGAIN;

    static Next of(StatusReport.NextStep step) {
      if (step instanceof StatusReport.AcceptRemovals) {
        return ACCEPT;
      }
      if (step instanceof StatusReport.LookAtDisk) {
        return DISK;
      }
      return step instanceof StatusReport.LookAtLists
          ? LISTS
          : step instanceof StatusReport.Read ? READ : AGAIN;
    }
  }

  /** Whether all issuers answer, and which breaks first, and when. */
  public static String headline(StatusReport status) {
    int all = status.issuers().size();
    List<IssuerOutlook> not = status.notAnswering();
    String answering =
        not.isEmpty()
            ? all == 1
                ? "issuer " + status.issuers().get(0).issuer() + " answers"
                : "all " + all + " issuers answer"
            : "%d of %d issuers %s not answer: %s"
                .formatted(
                    not.size(),
                    all,
                    not.size() == 1 ? "does" : "do",
                    not.stream()
                        .map(each -> each.issuer() + " (" + each.answering().label() + ")")
                        .collect(Collectors.joining(", ")));
    return status.level()
        + ": "
        + answering
        + (not.isEmpty() ? critical(status) : "")
        + status.firstToBreak().map(each -> first(each, status.at())).orElse("");
  }

  /** What is critical although all answer: a responder that asks for more than another one. */
  private static String critical(StatusReport status) {
    long critical =
        status.problems().stream().filter(each -> each.level() == Level.CRITICAL).count();
    return critical == 0
        ? ""
        : critical == 1
            ? ", but something is critical, as said below"
            : ", but %d things are critical, as said below".formatted(critical);
  }

  private static String first(IssuerOutlook issuer, Instant now) {
    return "; %s breaks first, at %s, when %s"
        .formatted(
            issuer.issuer(),
            Layout.time(Objects.requireNonNull(issuer.breaksAt()), now),
            issuer.breaksBy() == BreaksBy.EVIDENCE ? "its list ends" : "its last signer ends");
  }

  private static List<List<String>> issuers(StatusReport status) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("ISSUER", "ANSWERS", "FROM", "UNTIL", "SIGNER", "SIGNER UNTIL"));
    for (IssuerOutlook each : status.issuers()) {
      rows.add(
          List.of(
              each.issuer(),
              each.answering().label(),
              each.evidence(),
              Layout.time(each.evidenceEnd()),
              each.signer() == null ? "-" : each.signer(),
              Layout.time(each.signerEnd())));
    }
    return rows;
  }
}
