package io.camelocsp.revocation;

/**
 * What becomes of an issuer's certificates when the CA that issued its own certificate, and is
 * served here too, revokes that (spec 7.2).
 */
public enum RevokedIssuerPolicy {
  /** Nothing: its lists go on to decide. */
  LISTS_DECIDE,

  /**
   * All are revoked if the reason is a compromise (keyCompromise, cACompromise, aACompromise). With
   * another reason its lists decide: a CA whose certificate was renewed for the same key has its
   * old one revoked as superseded, and what it issued stays good.
   */
  REVOKED_IF_COMPROMISED,

  /** All are revoked, whatever the reason; on hold if the issuer's certificate is. */
  REVOKED
}
