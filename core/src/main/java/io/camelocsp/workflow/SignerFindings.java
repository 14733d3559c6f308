package io.camelocsp.workflow;

import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What an operator should know about the signers of one issuer: missing, revoked, about to end. */
final class SignerFindings {
  private static final String RENEW =
      "Renew the signer's certificate; docs/signer-certificate.md tells how.";

  private final String name;
  private final List<ResponseSigner> signers;
  private final EvidenceView view;
  private final SignerChoice choice;
  private final Duration ahead;

  SignerFindings(
      ServedIssuer issuer, EvidenceView view, Installation installation, Duration ahead) {
    this.name = issuer.issuer().name();
    this.signers = installation.signers().candidates(issuer.issuer());
    this.view = view;
    this.choice = installation.signerChoice();
    this.ahead = ahead;
  }

  void addTo(List<Finding> findings, Instant now) {
    if (signers.isEmpty()) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              name + ":no-signer",
              ("Issuer %s has no signer: its certificates are answered unauthorized. Configure"
                      + " ocsp.signer.NAME.keystore with a certificate this CA issued for"
                      + " OCSPSigning.")
                  .formatted(name)));
      return;
    }
    for (ResponseSigner signer : signers) {
      if (choice.revoked(signer, view, now)) {
        findings.add(
            new Finding(
                Severity.CRITICAL,
                name + ":signer-revoked:" + signer.name(),
                ("Signer %s is revoked by its issuer's list: it signs nothing any more, for %s or"
                        + " anybody else. Install a signer with a new key.")
                    .formatted(signer.name(), name)));
      }
    }
    if (signers.stream().noneMatch(signer -> choice.usable(signer, view, now))) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              name + ":no-usable-signer",
              ("Issuer %s has no signer that may be used now (expired, not yet valid or revoked):"
                      + " its certificates are answered tryLater. %s")
                  .formatted(name, RENEW)));
      return;
    }
    addEnding(findings, now);
  }

  private void addEnding(List<Finding> findings, Instant now) {
    ResponseSigner last =
        signers.stream()
            .filter(signer -> !choice.revoked(signer, view, now))
            .max(Comparator.comparing(ResponseSigner::notAfter))
            .orElseThrow();
    Instant end = last.notAfter();
    Instant begin = last.certificate().getNotBefore().toInstant();
    if (!now.isBefore(end.minus(ExpiryWatch.atMostAQuarter(ahead, begin, end)))) {
      findings.add(
          new Finding(
              Severity.WARNING,
              name + ":signer-ending",
              ("The last signer of issuer %s, %s, ends at %s, in %s; then its certificates are"
                      + " answered tryLater. %s")
                  .formatted(
                      name,
                      last.name(),
                      end,
                      ExpiryWatch.words(Duration.between(now, end)),
                      RENEW)));
    }
  }
}
