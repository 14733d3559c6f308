package io.camelocsp.workflow;

import io.camelocsp.audit.AuditState;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import java.nio.file.Path;
import java.util.List;

/** What an operator should know about the audit log. */
public final class AuditFindings {
  /** How subjects of findings about it begin. */
  public static final String SUBJECT = "audit:";

  private AuditFindings() {}

  /**
   * Nothing, if it is written. A warning otherwise: answers are right all the same.
   *
   * @param directory where it is
   */
  public static List<Finding> of(AuditState state, Path directory) {
    AuditState.Failure failure = state.failure();
    if (failure == null) {
      return List.of();
    }
    return List.of(
        new Finding(
            Severity.WARNING,
            SUBJECT + "failing",
            "The audit log in %s cannot be written since %s (%s): answers go on, and %d entries are lost so far. Make room or look at the permissions; it goes on by itself and says what is missing"
                .formatted(directory, failure.since(), failure.cause(), state.lost())));
  }
}
