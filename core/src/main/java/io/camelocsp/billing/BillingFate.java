package io.camelocsp.billing;

/** What became of a record that an answer waits for. */
public enum BillingFate {
  /** It is on the disk: the answer may leave. */
  KEPT,
  /** It is not, or not in time: the request is not answered. */
  NOT_KEPT
}
