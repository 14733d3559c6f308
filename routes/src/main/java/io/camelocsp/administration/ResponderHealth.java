package io.camelocsp.administration;

import java.util.List;

/**
 * How one responder is doing. Immutable.
 *
 * @param state how it is doing
 * @param reasons why not better; for operators
 */
public record ResponderHealth(HealthState state, List<String> reasons) {
  public ResponderHealth {
    reasons = List.copyOf(reasons);
  }
}
