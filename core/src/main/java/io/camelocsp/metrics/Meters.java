package io.camelocsp.metrics;

import java.util.Collection;

/**
 * All that one installation counts.
 *
 * @param answers what was answered
 * @param lists what became of lists
 */
public record Meters(AnswerCounts answers, ListCounts lists) {

  /** Counters for these configured names. */
  public static Meters of(
      Collection<String> responders, Collection<String> issuers, Collection<String> sources) {
    return new Meters(new AnswerCounts(responders, issuers), new ListCounts(sources));
  }
}
