package io.camelocsp.workflow;

import java.util.List;
import java.util.Map;

/** What of PKITS is not answered or taken as its tables say yet: nothing. */
final class PkitsAwaited {
  /** Labels of cases that do not get their answer yet. */
  static final List<String> ANSWERS = List.of();

  /** Labels of those that get a good they must not get. */
  static final List<String> WRONGLY_GOOD = ANSWERS;

  /** What becomes of a list instead of what the table says. */
  static final Map<String, String> LISTS = Map.of();

  private PkitsAwaited() {}
}
