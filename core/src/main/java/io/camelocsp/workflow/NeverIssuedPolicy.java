package io.camelocsp.workflow;

/**
 * What a responder says about a certificate that its issuer's complete and valid issuance evidence
 * does not have (spec 7.1).
 */
public enum NeverIssuedPolicy {
  /** Issuance evidence is not asked: what no list revokes is good. */
  NOT_ASKED,
  /** Revoked, by the extended definition of RFC 6960 2.2. */
  REVOKED,
  /** The status unknown. */
  UNKNOWN,
  /** The error unauthorized, for the whole request. */
  UNAUTHORIZED
}
