package io.camelocsp.standalone.demo;

import io.camelocsp.client.Question;
import java.nio.file.Path;
import java.security.cert.X509Certificate;

/**
 * A certificate of the demonstration.
 *
 * @param name its name in tables
 * @param file where it is, PEM
 * @param certificate the certificate
 * @param issuerFile where its CA's certificate is, PEM
 * @param issuer its CA's certificate
 * @param expected the right answer while the first list counts, as {@link Demo} words it
 */
public record DemoCertificate(
    String name,
    Path file,
    X509Certificate certificate,
    Path issuerFile,
    X509Certificate issuer,
    String expected) {

  /** Asks about it. */
  Question question() {
    return Question.about(name, certificate, issuer);
  }
}
