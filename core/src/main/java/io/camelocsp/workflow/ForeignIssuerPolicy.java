package io.camelocsp.workflow;

/**
 * What to answer when no signer is authorised for every issuer a request names (spec 1.3): a
 * foreign issuer, or two served ones with different delegates.
 */
public enum ForeignIssuerPolicy {
  /** The error {@code unauthorized} for the whole request. */
  UNAUTHORIZED,
  /**
   * The issuers that the responder's default signer speaks for are answered, the rest is {@code
   * unknown}; the default signer signs. Clients must trust it explicitly: OpenSSL refuses the whole
   * response otherwise (measured).
   */
  UNKNOWN
}
