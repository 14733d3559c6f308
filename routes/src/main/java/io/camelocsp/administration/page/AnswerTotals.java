package io.camelocsp.administration.page;

import java.util.List;

/** How many answers were given since the start. Thread-safe. */
public interface AnswerTotals {
  /** What is counted apart: {@code good}, {@code revoked}, …; always the same. */
  List<String> statuses();

  /** The counts in the order of {@link #statuses}; they only grow. */
  long[] totals();
}
