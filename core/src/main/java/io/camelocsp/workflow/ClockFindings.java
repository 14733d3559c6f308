package io.camelocsp.workflow;

import io.camelocsp.clock.ClockState;
import io.camelocsp.clock.ClockText;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import java.nio.file.Path;
import java.util.List;

/** What an operator should know about the machine's clock. */
public final class ClockFindings {
  private ClockFindings() {}

  /**
   * Nothing, if the clock is trusted. A clock that is behind is critical: clients that know what
   * time it is may refuse the answers.
   *
   * @param record where the last believed time is kept
   */
  public static List<Finding> of(ClockState state, Path record) {
    return switch (state.standing()) {
      case TRUSTED -> List.of();
      case PARTED ->
          List.of(new Finding(Severity.WARNING, "clock:parted", ClockText.of(state, record)));
      case BEHIND ->
          List.of(new Finding(Severity.CRITICAL, "clock:behind", ClockText.of(state, record)));
    };
  }
}
