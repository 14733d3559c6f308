package io.camelocsp.workflow;

/** How an answer came about, for billing and metrics (spec 11.1). */
public enum Via {
  /** Judged from our own revocation data and signed for this request. */
  LOCAL,
  /** The client's copy is current: HTTP 304, nothing was signed. */
  NOT_MODIFIED,
  /** An OCSP error status. */
  ERROR;

  /** The word used in records and metrics. */
  public String label() {
    return switch (this) {
      case LOCAL -> "local";
      case NOT_MODIFIED -> "not-modified";
      case ERROR -> "error";
    };
  }
}
