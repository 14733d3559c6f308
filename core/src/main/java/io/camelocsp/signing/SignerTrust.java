package io.camelocsp.signing;

/** Why a client should accept a signer (RFC 6960 2.2 and 4.2.2.2). */
public enum SignerTrust {
  /** The CA's own key. */
  ISSUER,
  /** A certificate with OCSPSigning, issued directly by the CA. */
  DELEGATED,
  /** Declared by the operator ({@code trust = local}): clients must be configured for it. */
  LOCAL
}
