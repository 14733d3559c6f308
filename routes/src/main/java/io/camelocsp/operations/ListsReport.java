package io.camelocsp.operations;

import io.camelocsp.revocation.ListDescription;
import io.camelocsp.revocation.ListDescription.Purpose;
import io.camelocsp.revocation.ListDescription.Standing;
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
 * @param issuers every list of each issuer, CRLs and issuance lists, in use or waiting, by the
 *     issuer's configured name
 * @param sources where lists come from, in configured order
 */
public record ListsReport(
    Instant at, Map<String, List<ListDescription>> issuers, List<SourceReport> sources) {
  public ListsReport {
    sources = List.copyOf(sources);
    issuers = Collections.unmodifiableMap(new LinkedHashMap<>(issuers));
  }

  /**
   * CRITICAL if an issuer has no valid list that says what is revoked, WARNING if any other list is
   * not valid. That a source fails does not count here: it matters in the {@link StatusReport}.
   */
  public Level level() {
    Level worst = Level.OK;
    for (List<ListDescription> lists : issuers.values()) {
      if (lists.stream().noneMatch(each -> isValid(each) && isOfRevoked(each))) {
        worst = Level.CRITICAL;
      } else if (!lists.stream().allMatch(ListsReport::isValid)) {
        worst = worst.or(Level.WARNING);
      }
    }
    return worst;
  }

  /** Whether an issuer with these lists has none that says what is revoked, a waiting one aside. */
  static boolean answersFromNothing(List<ListDescription> lists) {
    return lists.stream()
        .noneMatch(each -> isOfRevoked(each) && each.use().standing() != Standing.WAITING);
  }

  private static boolean isValid(ListDescription list) {
    return list.use().standing() == Standing.VALID;
  }

  private static boolean isOfRevoked(ListDescription list) {
    return list.use().purpose() == Purpose.REVOKED;
  }
}
