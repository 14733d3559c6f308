package io.camelocsp.administration.page;

import io.camelocsp.metrics.AnswerCounts;
import java.util.List;

/** What all responders of an installation answered: good, revoked, unknown, or an error. */
public final class AnswersByStatus implements AnswerTotals {
  private static final List<String> STATUSES = List.of("good", "revoked", "unknown", "error");
  private static final int ERROR = STATUSES.indexOf("error");

  private final AnswerCounts counts;

  public AnswersByStatus(AnswerCounts counts) {
    this.counts = counts;
  }

  @Override
  public List<String> statuses() {
    return STATUSES;
  }

  @Override
  public long[] totals() {
    long[] totals = new long[STATUSES.size()];
    counts.forEach(
        each -> {
          int status = STATUSES.indexOf(each.status());
          totals[status < 0 ? ERROR : status] += each.count();
        });
    return totals;
  }
}
