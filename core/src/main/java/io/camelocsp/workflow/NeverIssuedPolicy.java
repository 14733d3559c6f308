package io.camelocsp.workflow;

/** What a {@code non-issued} responder answers for a certificate that was never issued (7.1). */
public enum NeverIssuedPolicy {
  /** As RFC 6960 2.2 has it: on hold since 1970, with the extended revoked extension. */
  REVOKED,
  /** The status unknown. */
  UNKNOWN,
  /** The error unauthorized. */
  UNAUTHORIZED
}
