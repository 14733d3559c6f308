package io.camelocsp.standalone.init;

import io.camelocsp.client.SafeText;
import io.camelocsp.standalone.support.CommandFailure;
import io.camelocsp.standalone.support.ExitCode;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Whether a certificate is that of a CA that signs its own CRLs. */
final class IssuerCheck {
  private static final int CRL_SIGN = 6; // its bit in X509Certificate.getKeyUsage
  private static final Duration SOON = Duration.ofDays(90);

  private IssuerCheck() {}

  /**
   * What is odd about it, but no obstacle.
   *
   * @throws CommandFailure if it cannot be the issuer of CRLs
   */
  static List<String> check(Path file, X509Certificate certificate, Instant now)
      throws CommandFailure {
    String subject = SafeText.clean(certificate.getSubjectX500Principal().toString());
    if (certificate.getBasicConstraints() < 0) {
      throw new CommandFailure(
          ExitCode.CRITICAL,
          file + ": " + subject + " is not a CA (its basicConstraints do not say so)",
          "Give the certificate of the CA that signs the CRL.");
    }
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[CRL_SIGN]) {
      throw new CommandFailure(
          ExitCode.CRITICAL,
          file + ": the key usage of " + subject + " does not allow to sign CRLs (no cRLSign)",
          "Give the certificate of the CA that signs the CRL.");
    }
    List<String> warnings = new ArrayList<>();
    Instant end = certificate.getNotAfter().toInstant();
    if (now.isAfter(end)) {
      warnings.add("the CA's certificate expired at " + end + ": clients will not validate it");
    } else if (now.plus(SOON).isAfter(end)) {
      warnings.add("the CA's certificate ends soon, at " + end);
    }
    if (now.isBefore(certificate.getNotBefore().toInstant())) {
      warnings.add(
          "the CA's certificate is not valid before " + certificate.getNotBefore().toInstant());
    }
    return warnings;
  }
}
