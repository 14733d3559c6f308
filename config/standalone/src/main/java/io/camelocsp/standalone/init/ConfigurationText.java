package io.camelocsp.standalone.init;

import io.camelocsp.client.SafeText;
import java.security.cert.X509Certificate;

/**
 * The commented {@code ocsp.properties} for one CA.
 *
 * @param name the CA's name in it
 * @param issuer the CA
 * @param needsSha1 whether its CRL is signed with SHA-1
 * @param needsMaxAge whether its CRL names no end
 */
record ConfigurationText(
    String name, X509Certificate issuer, boolean needsSha1, boolean needsMaxAge) {

  String text() {
    return """
    # Made by camel-ocsp init. Paths start at this file. Check changes with: camel-ocsp check-config

    # The CA we answer for:
    #   %2$s
    ocsp.issuer.%1$s.certificate = pki/%1$s.pem
    %3$s
    # Who signs the answers: a certificate issued by that CA for OCSP signing, and its key.
    ocsp.signer.%1$s.keystore = pki/ocsp-signer.p12
    ocsp.signer.%1$s.password-file = secrets/pin

    # Where the CA drops its CRLs. Write them elsewhere on the same file system and rename them
    # into it. Refused ones are moved aside, with a .reason.txt that says why.
    ocsp.lists.drop.from = drop/

    # Where clients ask. Only this host can reach 127.0.0.1: for others, write 0.0.0.0 and the port.
    ocsp.responder.%1$s.url = http://127.0.0.1:8080/

    # Where health and metrics are shown, to this host only: nobody is asked for a password.
    ocsp.administration.url = http://127.0.0.1:8081/

    # What must survive a restart: accepted lists, and the billing journal.
    ocsp.data.directory = data/
    """
        .formatted(name, subject(), policies());
  }

  /** On one line whatever it holds: a line of its own could be read as a key. */
  private String subject() {
    return SafeText.clean(issuer.getSubjectX500Principal().toString());
  }

  private String policies() {
    StringBuilder text = new StringBuilder();
    if (needsSha1) {
      text.append(
          """

          # The CRL is signed with SHA-1, which can be forged. To accept it nevertheless:
          #ocsp.issuer.%s.allow-sha1-lists = true
          """
              .formatted(name));
    }
    if (needsMaxAge) {
      text.append(
          """

          # The CRL does not say when it ends. To accept it, decide how long after its thisUpdate it
          # may be answered from:
          #ocsp.issuer.%s.max-list-age = 24h
          """
              .formatted(name));
    }
    return text.toString();
  }
}
