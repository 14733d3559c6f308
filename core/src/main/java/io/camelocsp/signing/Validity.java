package io.camelocsp.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * When a certificate is valid (RFC 5280 4.1.2.5). Immutable.
 *
 * @param notBefore its first moment
 * @param notAfter its last moment
 */
public record Validity(Instant notBefore, Instant notAfter) {

  /** What the certificate says. */
  public static Validity of(X509Certificate certificate) {
    return new Validity(
        certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }

  /** Whether {@code now} is one of its moments. */
  public boolean holds(Instant now) {
    return !now.isBefore(notBefore) && !now.isAfter(notAfter);
  }
}
