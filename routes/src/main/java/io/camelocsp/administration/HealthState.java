package io.camelocsp.administration;

/** How something is doing; in the order of badness. */
public enum HealthState {
  OK,
  /** It answers, but not all of it as it should. */
  DEGRADED,
  /** It does not do what it is for. */
  DOWN
}
