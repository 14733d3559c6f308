package io.camelocsp.standalone.billing;

/** How sums are shown. */
public enum SumFormat {
  /** For people. */
  TABLE,
  /** For spreadsheets (RFC 4180). */
  CSV,
  /** For programs: one object. */
  JSON
}
