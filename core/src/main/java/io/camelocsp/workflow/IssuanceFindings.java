package io.camelocsp.workflow;

import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.revocation.IssuanceEvidence;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an operator should know about what says which certificates of an issuer were issued: only
 * where a responder asks for it.
 */
final class IssuanceFindings {
  private final String name;
  private final List<IssuanceEvidence> evidence;
  private final String answered;
  private final Duration ahead;

  IssuanceFindings(ServedIssuer issuer, EvidenceView view, Duration ahead) {
    this.name = issuer.issuer().name();
    this.evidence = view.of(issuer).issuance();
    this.answered =
        issuer.whenEvidenceExpires() == ExpiredEvidencePolicy.UNKNOWN ? "unknown" : "tryLater";
    this.ahead = ahead;
  }

  /** Whether any responder asks what this issuer has issued. */
  static boolean concern(ServedIssuer issuer, Installation installation) {
    return installation.responders().values().stream()
        .anyMatch(each -> each.neverIssued().isPresent() && each.issuers().all().contains(issuer));
  }

  void addTo(List<Finding> findings, Instant now) {
    if (evidence.isEmpty()) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              name + ":no-issuance",
              "Issuer %s has no issuance list yet, but a responder of a non-issued type serves it:"
                      .formatted(name)
                  + " there its certificates are answered %s. Have the CA publish one,"
                      .formatted(answered)
                  + " or make one with: camel-ocsp issuance-list."));
    }
    addHeld(findings);
    for (IssuanceEvidence kept : evidence) {
      IssuanceEvidence each = kept.countingAt(now);
      Optional<String> objection = each.objection(now);
      Instant end = each.nextUpdate();
      if (objection.isPresent()) {
        findings.add(
            new Finding(
                Severity.CRITICAL,
                name + ":issuance:" + each.describe(),
                "Issuer %s: %s. What is not listed as issued is answered %s. %s"
                    .formatted(name, objection.get(), answered, remedy(each))));
      } else if (end != null && !now.isBefore(end.minus(warnAhead(each, end)))) {
        findings.add(
            new Finding(
                Severity.WARNING,
                name + ":issuance-ending:" + each.describe(),
                "Issuer %s: %s ends at %s, in %s; then what is not listed as issued is answered %s. %s"
                    .formatted(
                        name,
                        each.describe(),
                        end,
                        ExpiryWatch.words(Duration.between(now, end)),
                        answered,
                        remedy(each))));
      }
    }
  }

  private void addHeld(List<Finding> findings) {
    int held = evidence.stream().mapToInt(IssuanceEvidence::heldRemovals).sum();
    if (held > 0) {
      findings.add(
          new Finding(
              Severity.WARNING,
              name + ":issuance-held",
              "Issuer %s: %d serial numbers vanished from its issuance lists at once: they count as"
                      .formatted(name, held)
                  + " issued. Ask the CA, and accept their removal if it is meant."));
    }
  }

  /** What readings renew is late when half of its validity passed without one. */
  private Duration warnAhead(IssuanceEvidence each, Instant end) {
    return each.renewedByReading()
        ? Duration.between(each.thisUpdate(), end).dividedBy(2)
        : ExpiryWatch.atMostAQuarter(ahead, each.thisUpdate(), end);
  }

  private static String remedy(IssuanceEvidence each) {
    return each.renewedByReading()
        ? "Look in the log why the source cannot be read any more."
        : "Have the CA publish its next issuance list, all segments of it.";
  }
}
