package io.camelocsp.workflow;

import io.camelocsp.source.SourceKind;
import io.camelocsp.source.SourceReport;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What an operator should know about the sources of lists: those that fail and do not recover. */
final class SourceFindings {
  /** Servers fail once or twice for reasons of their own. */
  private static final int ENOUGH = 3;

  private final List<SourceReport> sources;
  private final Duration ahead;

  /**
   * @param ahead how long before a list ends a single failure matters
   */
  SourceFindings(List<SourceReport> sources, Duration ahead) {
    this.sources = sources;
    this.ahead = ahead;
  }

  void addTo(List<Finding> findings, Instant now) {
    for (SourceReport source : sources) {
      SourceReport.Failure failure = source.failure();
      if (failure != null && (failure.count() >= ENOUGH || isNear(source, now))) {
        findings.add(
            new Finding(
                Severity.WARNING,
                "source:" + source.name(),
                ("Source %s fails since %s (%d tries): %s. Lists that are in use answer until they"
                        + " end. %s")
                    .formatted(
                        source.name(),
                        failure.since().truncatedTo(ChronoUnit.SECONDS),
                        failure.count(),
                        failure.text(),
                        remedy(source.kind()))));
      }
    }
  }

  private static String remedy(SourceKind kind) {
    return kind == SourceKind.PUSH
        ? "Have its publisher push a list that can be used; docs/push.md says what it is told."
        : "It is tried again by itself; docs/sources.md says what to do.";
  }

  private boolean isNear(SourceReport source, Instant now) {
    Instant end = source.end();
    Instant begin = source.lastNewList();
    return end != null
        && begin != null
        && !now.isBefore(end.minus(ExpiryWatch.atMostAQuarter(ahead, begin, end)));
  }
}
