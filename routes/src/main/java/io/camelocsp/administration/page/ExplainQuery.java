package io.camelocsp.administration.page;

import io.camelocsp.administration.Query;
import io.camelocsp.operations.Question;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which certificate a URL asks about: {@code certificate=} in PEM or as DER in base64 or base64url,
 * or {@code issuer=} by its configured name and {@code serial=} in hexadecimal. How long it may be
 * is the listener's business. Stateless.
 */
final class ExplainQuery {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private ExplainQuery() {}

  /**
   * The question.
   *
   * @throws IllegalArgumentException if it is none; the message says why
   */
  static Question question(Query query) {
    String certificate = query.value("certificate").orElse(null);
    String issuer = query.value("issuer").orElse(null);
    String serial = query.value("serial").orElse(null);
    if (certificate != null && issuer == null && serial == null) {
      return new Question.Certificate(certificate(certificate));
    }
    if (certificate == null && issuer != null && serial != null) {
      return new Question.Serial(issuer, Question.serial(serial));
    }
    throw new IllegalArgumentException(
        "Which certificate? Ask with certificate=PEM, escaped for a URL, or with issuer=NAME and"
            + " serial=HEX");
  }

  private static X509Certificate certificate(String text) {
    String base64 = text.contains("-----BEGIN ") ? fromPem(text) : text;
    try {
      byte[] der =
          Base64.getDecoder()
              .decode(base64.replaceAll("\\s", "").replace('-', '+').replace('_', '/'));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "It is no certificate in PEM, nor in DER as base64 (whose + must be escaped in a URL)",
          e);
    }
  }

  private static String fromPem(String text) {
    Matcher pem = PEM.matcher(text);
    String found = null;
    while (pem.find()) {
      if (pem.group(1).endsWith("CERTIFICATE")) {
        return pem.group(2);
      }
      found = pem.group(1);
    }
    throw new IllegalArgumentException(notACertificate(found));
  }

  private static String notACertificate(@Nullable String found) {
    return found == null
        ? "The PEM block has no end: paste all of it"
        : "It is a " + found + ", not a CERTIFICATE";
  }
}
