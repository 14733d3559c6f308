package io.camelocsp.operations;

import io.camelocsp.message.SerialNumber;
import java.security.cert.X509Certificate;

/** Which certificate is to be explained. */
public sealed interface Question {

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
