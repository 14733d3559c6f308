package io.camelocsp.revocation;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.cert.X509Certificate;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Tells who issued a certificate. Stateless. */
final class Issuance {
  /** Bouncy Castle as an instance, made when needed: it knows more keys than the JDK. */
  private static final class Verifying {
    static final Provider PROVIDER = new BouncyCastleProvider();
  }

  private Issuance() {}

  /**
   * Whether {@code parent}, another certificate, has the name and key that issued {@code child}.
   */
  static boolean issued(X509Certificate parent, X509Certificate child) {
    if (parent.equals(child)
        || !child.getIssuerX500Principal().equals(parent.getSubjectX500Principal())) {
      return false;
    }
    try {
      child.verify(parent.getPublicKey(), Verifying.PROVIDER);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
