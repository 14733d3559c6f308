package io.camelocsp.standalone.demo;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A certificate and its private key. {@code toString} does not show the key. */
record Identity(X509Certificate certificate, PrivateKey key) {
  @Override
  public String toString() {
    return certificate.getSubjectX500Principal().toString();
  }
}
