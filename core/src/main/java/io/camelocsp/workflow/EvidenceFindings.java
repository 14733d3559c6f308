package io.camelocsp.workflow;

import io.camelocsp.revocation.Evidence;
import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What an operator should know about the evidence of one issuer: missing, ended, about to end. */
final class EvidenceFindings {
  private final String name;
  private final List<Evidence> evidence;
  private final String answered;
  private final Duration ahead;

  EvidenceFindings(ServedIssuer issuer, EvidenceView view, Duration ahead) {
    this.name = issuer.issuer().name();
    this.evidence = view.of(issuer).evidence();
    this.answered =
        issuer.whenEvidenceExpires() == ExpiredEvidencePolicy.UNKNOWN ? "unknown" : "tryLater";
    this.ahead = ahead;
  }

  void addTo(List<Finding> findings, Instant now) {
    if (evidence.isEmpty()) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              name + ":no-list",
              "Issuer %s has no list yet: its certificates are answered %s. Have the CA publish its"
                      .formatted(name, answered)
                  + " CRL into the watched directory, or feed it in by a route of your own."));
      return;
    }
    boolean answering = evidence.stream().anyMatch(each -> each.validAt(now));
    for (Evidence each : evidence) {
      Instant end = each.nextUpdate();
      if (end == null) {
        continue;
      }
      if (now.isBefore(end) && !each.validAt(now)) {
        findings.add(fromTheFuture(each, answering));
      } else if (!now.isBefore(end)) {
        findings.add(ended(each, end, answering));
      } else if (!now.isBefore(end.minus(warnAhead(each, end)))) {
        findings.add(ending(each, end, now));
      }
    }
  }

  /** What readings renew is late when half of its validity passed without one. */
  private Duration warnAhead(Evidence each, Instant end) {
    return each.renewedByReading()
        ? Duration.between(each.thisUpdate(), end).dividedBy(2)
        : ExpiryWatch.atMostAQuarter(ahead, each.thisUpdate(), end);
  }

  private Finding ended(Evidence each, Instant end, boolean answering) {
    String effect =
        answering
            ? "its other source answers; what this one revoked stays revoked"
            : "its certificates are answered " + answered;
    return new Finding(
        answering ? Severity.WARNING : Severity.CRITICAL,
        name + ":ended:" + each.describe(),
        "Issuer %s: %s ended at %s: %s. %s"
            .formatted(name, each.describe(), end, effect, remedy(each)));
  }

  /** It was current when it was accepted: rather our clock went back than the CA's went ahead. */
  private Finding fromTheFuture(Evidence each, boolean answering) {
    return new Finding(
        answering ? Severity.WARNING : Severity.CRITICAL,
        name + ":future:" + each.describe(),
        "Issuer %s: %s is from %s, ahead of this machine's clock: it does not count until then%s."
                .formatted(
                    name,
                    each.describe(),
                    each.thisUpdate(),
                    answering ? "" : ", and certificates are answered " + answered)
            + " Set the clock right.");
  }

  private Finding ending(Evidence each, Instant end, Instant now) {
    return new Finding(
        Severity.WARNING,
        name + ":ending:" + each.describe(),
        "Issuer %s: %s ends at %s, in %s%s. %s"
            .formatted(
                name,
                each.describe(),
                end,
                ExpiryWatch.words(Duration.between(now, end)),
                evidence.stream().anyMatch(other -> other.validAt(end))
                    ? ""
                    : "; then its certificates will be answered " + answered,
                remedy(each)));
  }

  private static String remedy(Evidence each) {
    return each.renewedByReading()
        ? "Look in the log why the file cannot be read any more."
        : "Have the CA publish its next CRL.";
  }
}
