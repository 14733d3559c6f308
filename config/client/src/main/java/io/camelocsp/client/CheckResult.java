package io.camelocsp.client;

import io.camelocsp.client.Targets.Target;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What came of a {@link Check}.
 *
 * @param targets whom was asked about what
 * @param verdicts the answers, in the same order
 * @param at when all were there
 */
public record CheckResult(List<Target> targets, List<Verdict> verdicts, Instant at) {
  public CheckResult {
    targets = List.copyOf(targets);
    verdicts = List.copyOf(verdicts);
  }

  /** The worst of all outcomes. */
  public Outcome outcome() {
    return verdicts.stream().map(Verdict::outcome).reduce(Outcome.GOOD, Outcome::worse);
  }

  /** Reports for people, one line at a time; what came from elsewhere is made harmless. */
  public void print(Consumer<String> out, Highlight highlight) {
    CheckReport report = new CheckReport(out, highlight, at);
    for (int i = 0; i < targets.size(); i++) {
      report.print(targets.get(i), verdicts.get(i));
    }
  }
}
