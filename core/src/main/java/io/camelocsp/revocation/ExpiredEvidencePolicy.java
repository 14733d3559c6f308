package io.camelocsp.revocation;

/** What to answer when an issuer has no valid evidence (spec 6.6). Never silently good. */
public enum ExpiredEvidencePolicy {
  TRY_LATER,
  UNKNOWN
}
