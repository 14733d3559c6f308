package io.camelocsp.workflow;

/** Which certificates a response carries. */
public enum IncludedCertificates {
  /**
   * The delegate's; every client that verifies signatures needs it (measured, 13 client stacks).
   */
  SIGNER,
  /** None: for clients that know the signer already. */
  NONE
}
