package io.camelocsp.client;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about: a certificate, or only a serial number, of one issuer.
 *
 * @param label how the user named it: a file, or the serial number
 * @param serial the serial number that is asked for
 * @param issuer the CA whose name and key go into the CertID
 * @param certificate the certificate, null if only its serial number is known
 */
public record Question(
    String label,
    BigInteger serial,
    X509Certificate issuer,
    @Nullable X509Certificate certificate) {

  /** Asks for a certificate at hand. */
  public static Question about(String label, X509Certificate certificate, X509Certificate issuer) {
    return new Question(label, certificate.getSerialNumber(), issuer, certificate);
  }

  /** The serial number in upper-case hexadecimal, as OpenSSL prints it. */
  public String serialHex() {
    String hex = serial.abs().toString(16).toUpperCase(Locale.ROOT);
    return (serial.signum() < 0 ? "-" : "") + (hex.length() % 2 == 0 ? hex : "0" + hex);
  }
}
