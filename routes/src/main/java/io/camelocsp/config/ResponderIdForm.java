package io.camelocsp.config;

/** How responses name their signer (RFC 6960 4.2.1 ResponderID). */
public enum ResponderIdForm {
  /** By the SHA-1 of its public key, as RFC 9919 asks. */
  BY_KEY,
  /** By its subject. */
  BY_NAME
}
