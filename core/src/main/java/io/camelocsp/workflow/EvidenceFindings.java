package io.camelocsp.workflow;

import io.camelocsp.revocation.Evidence;
import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.JudgementPolicy;
import io.camelocsp.revocation.WaitingList;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What an operator should know about the evidence of one issuer: missing, ended, about to end. */
final class EvidenceFindings {
  private final String name;
  private final IssuerData.Snapshot snapshot;
  private final JudgementPolicy policy;
  private final String answered;
  private final Duration ahead;

  EvidenceFindings(ServedIssuer issuer, EvidenceView view, Duration ahead) {
    this.name = issuer.issuer().name();
    this.snapshot = view.of(issuer);
    this.policy = snapshot.policy();
    this.answered =
        issuer.whenEvidenceExpires() == ExpiredEvidencePolicy.UNKNOWN ? "unknown" : "tryLater";
    this.ahead = ahead;
  }

  void addTo(List<Finding> findings, Instant now) {
    addFallen(findings, now);
    addWaiting(findings);
    if (snapshot.evidence().isEmpty()) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              name + ":no-list",
              "Issuer %s has no list yet: its certificates are answered %s. Have the CA publish its"
                      .formatted(name, answered)
                  + " CRL into the watched directory, or feed it in by a route of your own."));
      return;
    }
    addHeld(findings);
    List<Evidence> decisive = snapshot.decisive(now);
    boolean answering = snapshot.evidence().stream().anyMatch(each -> policy.vouches(each, now));
    for (Evidence each : decisive) {
      addTimes(findings, each, answering, now);
    }
    String missing = answering ? snapshot.missing(now) : "";
    if (!missing.isEmpty()) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              name + ":incomplete",
              "Issuer %s: %s: certificates that no list names are answered %s. Have the CA publish"
                      .formatted(name, missing, answered)
                  + " what is missing, or configure what it publishes."));
    }
  }

  private void addTimes(List<Finding> findings, Evidence each, boolean answering, Instant now) {
    Instant end = each.nextUpdate();
    if (end == null) {
      return;
    }
    if (now.isBefore(end) && !each.validAt(now)) {
      findings.add(fromTheFuture(each, answering));
    } else if (now.isBefore(end)) {
      if (!now.isBefore(end.minus(warnAhead(each, end)))) {
        findings.add(ending(each, end, now));
      }
    } else if (!policy.vouches(each, now)) {
      findings.add(ended(each, end, answering));
    } else if (policy.retired() == null) {
      findings.add(inGrace(each, end));
    }
  }

  private void addFallen(List<Finding> findings, Instant now) {
    Instant since = policy.compromisedSince();
    if (since != null && !now.isBefore(since)) {
      findings.add(
          new Finding(
              Severity.WARNING,
              name + ":compromised",
              "Issuer %s is configured as compromised since %s: all of its certificates are answered"
                      .formatted(name, since)
                  + " revoked. Take that out of the configuration if it is not so."));
    }
  }

  private void addWaiting(List<Finding> findings) {
    for (WaitingList each : snapshot.waiting()) {
      findings.add(
          new Finding(
              Severity.WARNING,
              name + ":waiting:" + each.description(),
              "Issuer %s: %s waits for %s: it says nothing until that comes. Have the CA publish it."
                  .formatted(name, each.description(), each.forWhat())));
    }
  }

  private void addHeld(List<Finding> findings) {
    int held = snapshot.heldRemovals();
    if (held > 0) {
      findings.add(
          new Finding(
              Severity.WARNING,
              name + ":held",
              "Issuer %s: %d entries vanished from its list at once: they stay revoked. Ask the CA,"
                      .formatted(name, held)
                  + " and accept their removal if it is meant."));
    }
  }

  private Finding inGrace(Evidence each, Instant end) {
    return new Finding(
        Severity.WARNING,
        name + ":grace:" + each.describe(),
        "Issuer %s: %s ended at %s: by the configured grace it answers until %s, then its"
                .formatted(name, each.describe(), end, end.plus(policy.grace()))
            + " certificates are answered %s. %s".formatted(answered, remedy(each)));
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
                snapshot.evidence().stream().anyMatch(other -> policy.vouches(other, end))
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
