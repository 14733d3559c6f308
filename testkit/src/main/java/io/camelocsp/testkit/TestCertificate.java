package io.camelocsp.testkit;

import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A certificate with the private key that belongs to it. Immutable.
 *
 * @param certificate the certificate, as the JDK's certificate factory reads it
 * @param key its private key
 */
public record TestCertificate(X509Certificate certificate, PrivateKey key) {

  /** The certificate's serial number. */
  public BigInteger serial() {
    return certificate.getSerialNumber();
  }

  /** Names the certificate and leaves the key out. */
  @Override
  public String toString() {
    return "TestCertificate["
        + certificate.getSubjectX500Principal()
        + ", serial "
        + serial().toString(16)
        + "]";
  }
}
