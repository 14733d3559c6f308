package io.camelocsp.client;

import java.security.cert.X509Certificate;

/**
 * Who signed an answer, and why that counts.
 *
 * @param certificate whose key verified the signature
 * @param basis the reason to accept it, or {@link Basis#NONE}
 */
public record SignerSeen(X509Certificate certificate, Basis basis) {

  /** Why a client accepts a signer (RFC 6960 4.2.2.2). */
  public enum Basis {
    ISSUER("the CA itself"),
    DELEGATED("delegated by the CA (OCSPSigning)"),
    EXPLICIT("explicitly trusted"),
    NONE("not trusted");

    private final String label;

    Basis(String label) {
      this.label = label;
    }

    /** In words. */
    public String label() {
      return label;
    }
  }
}
