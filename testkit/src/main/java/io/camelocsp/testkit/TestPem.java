package io.camelocsp.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** PEM text (RFC 7468) with lines of 64 characters. Thread-safe. */
public final class TestPem {

  private static final Base64.Encoder BASE64 =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private TestPem() {}

  /** Writes these certificates one after the other, and returns {@code file}. */
  public static Path write(Path file, X509Certificate... certificates) throws IOException {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : certificates) {
      text.append(encode(certificate));
    }
    return Files.writeString(file, text, StandardCharsets.US_ASCII);
  }

  /** Writes the key as unencrypted PKCS#8, as command-line tools read it, and returns the file. */
  public static Path writeKey(Path file, PrivateKey key) throws IOException {
    return Files.writeString(
        file, encode("PRIVATE KEY", key.getEncoded()), StandardCharsets.US_ASCII);
  }

  /** One certificate as PEM. */
  public static String encode(X509Certificate certificate) {
    try {
      return encode("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate without an encoding", e);
    }
  }

  /** This DER under this label, such as {@code X509 CRL}, with a line feed at the end. */
  public static String encode(String label, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, BASE64.encodeToString(der));
  }
}
