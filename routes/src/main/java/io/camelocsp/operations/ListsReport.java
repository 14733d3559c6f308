package io.camelocsp.operations;

import io.camelocsp.operations.ListReport.State;
import io.camelocsp.revocation.Evidence;
import io.camelocsp.source.SourceReport;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is answered from. Immutable.
 *
 * @param at the moment it is of
 * @param lists one for each list, and for each issuer without any, in configured order
 * @param issuers the evidence of each issuer, by its configured name
 * @param sources where lists come from, in configured order
 */
public record ListsReport(
    Instant at,
    List<ListReport> lists,
    Map<String, List<Evidence>> issuers,
    List<SourceReport> sources) {
  public ListsReport {
    lists = List.copyOf(lists);
    sources = List.copyOf(sources);
    issuers = Collections.unmodifiableMap(new LinkedHashMap<>(issuers));
  }

  /**
   * CRITICAL if an issuer has no valid list, WARNING if one of several is not valid. That a source
   * fails does not count here: it matters in the {@link StatusReport}.
   */
  public Level level() {
    Level worst = Level.OK;
    for (String issuer : issuers.keySet()) {
      List<State> states =
          lists.stream()
              .filter(each -> each.issuer().equals(issuer))
              .map(ListReport::state)
              .toList();
      if (!states.contains(State.VALID)) {
        worst = Level.CRITICAL;
      } else if (states.stream().anyMatch(each -> each != State.VALID)) {
        worst = worst.or(Level.WARNING);
      }
    }
    return worst;
  }
}
