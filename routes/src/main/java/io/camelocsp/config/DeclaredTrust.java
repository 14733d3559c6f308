package io.camelocsp.config;

/** Why clients accept a signer (spec 1.3). */
public enum DeclaredTrust {
  /** Its certificate says so: the CA's own, or one with OCSPSigning that the CA issued. */
  CERTIFICATE,
  /** The operator says so (RFC 6960 4.2.2.2, 1.): clients must be configured for it. */
  LOCAL
}
