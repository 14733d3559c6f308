package io.camelocsp.config;

/** What is said about issuers that no signer may speak for (spec 1.3). */
public enum ForeignIssuers {
  /** The whole request gets the error {@code unauthorized}. */
  UNAUTHORIZED,
  /** Their certificates are {@code unknown}, signed by the default signer. */
  UNKNOWN
}
