package io.camelocsp.operations;

import io.camelocsp.message.SerialNumber;
import java.security.cert.X509Certificate;

/** Which certificate is to be explained. */
public sealed interface Question {
  /** 20 octets are the most that a CA may assign; a few more do no harm. */
  int MOST_DIGITS = 128;

  /**
   * A serial number as people copy it: {@code 1a2b}, {@code 0x1A2B}, {@code 1a:2b}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static SerialNumber serial(String text) {
    String digits = text.strip().replace(":", "").replaceFirst("^0[xX]", "");
    try {
      if (digits.length() <= MOST_DIGITS) {
        return SerialNumber.ofHex(digits);
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new IllegalArgumentException("'" + text + "' is no serial number in hexadecimal");
  }

  /** A certificate; its issuer is found among those answered for. */
  record Certificate(X509Certificate certificate) implements Question {}

  /**
   * A serial number of an issuer.
   *
   * @param issuer the configured name
   */
  record Serial(String issuer, SerialNumber serial) implements Question {}

  /** A serial number of the issuer that has this CA certificate's name and key. */
  record SerialOf(X509Certificate issuer, SerialNumber serial) implements Question {}
}
