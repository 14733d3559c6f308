package io.camelocsp.routes;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** SHA-256 of a certificate, as {@code openssl x509 -fingerprint -sha256} computes it. */
final class Fingerprint {
  private Fingerprint() {}

  /** In lower-case hexadecimal, without colons. */
  static String of(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a parsed certificate has no encoding", e);
    }
  }
}
