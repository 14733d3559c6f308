package io.camelocsp.config;

/** Which certificates a response carries. */
public enum IncludedCertificates {
  /** The signer's, without which clients cannot verify a delegate. */
  SIGNER,
  /** None: clients have the signer's certificate already. */
  NONE
}
