package io.camelocsp.workflow;

import io.camelocsp.revocation.Evidence;
import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.signing.ResponseSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells operators what has ended or is about to: lists and signers (spec 8.1, 6.6). It only looks;
 * what ended stops being used by the request steps themselves. Each finding is told when it begins
 * and again every hour while it lasts. Thread-safe.
 */
public final class ExpiryWatch {
  private static final Duration REPEAT = Duration.ofHours(1);

  /** How bad a finding is. */
  public enum Severity {
    /** Something will break at a known time. */
    WARNING,
    /** Clients are not getting definite answers now. */
    CRITICAL
  }

  /**
   * One thing an operator should know.
   *
   * @param severity how bad it is
   * @param subject what it is about; equal for the same finding at different times
   * @param text what is wrong, its effect, and what to do
   */
  public record Finding(Severity severity, String subject, String text) {}

  /**
   * How long ahead to warn.
   *
   * @param list before the last list of an issuer ends
   * @param signer before the last signer of an issuer ends
   */
  public record Ahead(Duration list, Duration signer) {}

  private final Installation installation;
  private final Ahead ahead;
  private final Map<String, Instant> toldAt = new HashMap<>();

  public ExpiryWatch(Installation installation, Ahead ahead) {
    this.installation = installation;
    this.ahead = ahead;
  }

  /** Everything that holds at {@code now}. */
  public List<Finding> findings(Instant now) {
    List<Finding> findings = new ArrayList<>();
    for (ServedIssuer issuer : installation.issuers()) {
      judgeEvidence(issuer, now, findings);
      judgeSigners(issuer, now, findings);
    }
    return findings;
  }

  /** The findings an operator has not been told within the last hour. */
  public synchronized List<Finding> news(Instant now) {
    List<Finding> all = findings(now);
    toldAt.keySet().retainAll(Set.copyOf(all.stream().map(Finding::subject).toList()));
    List<Finding> news = new ArrayList<>();
    for (Finding finding : all) {
      Instant told = toldAt.get(finding.subject());
      if (told == null || !now.isBefore(told.plus(REPEAT))) {
        toldAt.put(finding.subject(), now);
        news.add(finding);
      }
    }
    return news;
  }

  private void judgeEvidence(ServedIssuer issuer, Instant now, List<Finding> findings) {
    String name = issuer.issuer().name();
    List<Evidence> evidence = issuer.data().snapshot().evidence();
    String effect =
        "its certificates are answered "
            + (issuer.whenEvidenceExpires() == ExpiredEvidencePolicy.UNKNOWN
                ? "unknown"
                : "tryLater");
    if (evidence.isEmpty()) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              name + ":no-list",
              "Issuer "
                  + name
                  + " has no list yet: "
                  + effect
                  + ". Have the CA publish its CRL into the watched directory."));
      return;
    }
    Instant end = Instant.MIN;
    Evidence last = evidence.get(0);
    for (Evidence each : evidence) {
      Instant eachEnd = each.nextUpdate();
      if (eachEnd == null) {
        return;
      }
      if (eachEnd.isAfter(end)) {
        end = eachEnd;
        last = each;
      }
    }
    if (!now.isBefore(end)) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              name + ":list-ended",
              "Issuer "
                  + name
                  + ": "
                  + last.describe()
                  + " ended at "
                  + end
                  + ": "
                  + effect
                  + ". Have the CA publish a new CRL."));
    } else if (!now.isBefore(end.minus(ahead.list()))) {
      findings.add(
          new Finding(
              Severity.WARNING,
              name + ":list-ending",
              "Issuer "
                  + name
                  + ": "
                  + last.describe()
                  + " ends at "
                  + end
                  + ", in "
                  + words(Duration.between(now, end))
                  + "; then "
                  + effect.replace(" are ", " will be ")
                  + ". Have the CA publish its next CRL before."));
    }
  }

  private void judgeSigners(ServedIssuer issuer, Instant now, List<Finding> findings) {
    String name = issuer.issuer().name();
    List<ResponseSigner> signers = installation.signers().candidates(issuer.issuer());
    Instant end = Instant.MIN;
    for (ResponseSigner signer : signers) {
      if (SignerChoice.revoked(signer, issuer)) {
        findings.add(
            new Finding(
                Severity.CRITICAL,
                name + ":signer-revoked:" + signer.name(),
                "Signer "
                    + signer.name()
                    + " is revoked by its issuer "
                    + name
                    + ": it signs nothing any more. Install a signer with a new key."));
      } else if (signer.notAfter().isAfter(end)) {
        end = signer.notAfter();
      }
    }
    if (signers.isEmpty()) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              name + ":no-signer",
              "Issuer "
                  + name
                  + " has no signer: its certificates are answered unauthorized."
                  + " Configure ocsp.signer.NAME.keystore with a certificate this CA issued for"
                  + " OCSPSigning."));
      return;
    }
    if (signers.stream().noneMatch(s -> SignerChoice.usable(s, List.of(issuer), now))) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              name + ":no-usable-signer",
              "Issuer "
                  + name
                  + " has no signer that may be used now (expired, not yet valid or"
                  + " revoked): its certificates are answered tryLater. Renew the signer's"
                  + " certificate; docs/signer-certificate.md tells how."));
    } else if (!now.isBefore(end.minus(ahead.signer()))) {
      findings.add(
          new Finding(
              Severity.WARNING,
              name + ":signer-ending",
              "The last signer of issuer "
                  + name
                  + " ends at "
                  + end
                  + ", in "
                  + words(Duration.between(now, end))
                  + "; then its certificates are answered tryLater. Renew the signer's"
                  + " certificate; docs/signer-certificate.md tells how."));
    }
  }

  /** The two largest units, as operators say it: {@code 2 d 3 h}. */
  static String words(Duration duration) {
    long days = duration.toDays();
    if (days > 0) {
      return days + " d " + duration.toHoursPart() + " h";
    }
    long hours = duration.toHours();
    if (hours > 0) {
      return hours + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
  }
}
