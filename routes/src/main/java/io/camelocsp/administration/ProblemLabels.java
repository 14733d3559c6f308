package io.camelocsp.administration;

import io.camelocsp.operations.StatusReport.Problem;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a problem is, in the few words that labels may have. Numbers of lists and names of files,
 * which the subject of a problem may go on with, are left out.
 *
 * @param kind {@code ending}, {@code no-signer}, {@code source}, {@code clock}, {@code
 *     billing-feed}, {@code audit-failing}, …
 * @param subject the issuer's or source's configured name; empty if it is about neither
 * @param level {@code warning} or {@code critical}
 */
record ProblemLabels(String kind, String subject, String level) {
  static final Comparator<ProblemLabels> ORDER =
      Comparator.comparing(ProblemLabels::kind)
          .thenComparing(ProblemLabels::subject)
          .thenComparing(ProblemLabels::level);

  private static final String SOURCE = "source";

  /** Subjects that begin with what they are about, and not with an issuer's name. */
  private static final List<String> KINDS = List.of(SOURCE, "clock", "refused");

  /** Likewise, where what is wrong there follows. */
  private static final List<String> PARTS = List.of("billing", "audit");

  static ProblemLabels of(Problem problem) {
    String[] parts = problem.subject().split(":", 3);
    String level = problem.level().name().toLowerCase(Locale.ROOT);
    if (KINDS.contains(parts[0])) {
      boolean named = parts[0].equals(SOURCE) && parts.length > 1;
      return new ProblemLabels(parts[0], named ? parts[1] : "", level);
    }
    if (PARTS.contains(parts[0]) && parts.length > 1) {
      return new ProblemLabels(parts[0] + "-" + parts[1], "", level);
    }
    return parts.length < 2
        ? new ProblemLabels("other", "", level)
        : new ProblemLabels(parts[1], parts[0], level);
  }
}
