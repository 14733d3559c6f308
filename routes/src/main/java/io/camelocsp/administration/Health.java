package io.camelocsp.administration;

import io.camelocsp.billing.JournalReport;
import io.camelocsp.clock.ClockState;
import io.camelocsp.operations.Level;
import io.camelocsp.operations.StatusReport;
import io.camelocsp.operations.StatusReport.Problem;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.IssuerOutlook;
import io.camelocsp.workflow.IssuerOutlook.Answering;
import io.camelocsp.workflow.Responder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges how an installation is doing (spec 12). What will break is a problem that is told, but
 * changes no state until it has broken. Thread-safe.
 *
 * <p>A responder is
 *
 * <ul>
 *   <li>DOWN if none of its issuers is answered good or revoked; so it is while answers wait for
 *       billing records that cannot be kept,
 *   <li>DEGRADED if some are not, something about one of them is critical, the clock cannot be
 *       trusted, or billing records are not written or were lost just now,
 *   <li>OK otherwise.
 * </ul>
 *
 * The whole is DOWN only if every responder is: a balancer must not take a node away from clients
 * of one responder because another one fails.
 */
public final class Health {
  private static final Duration LOSS_IS_NEWS = Duration.ofMinutes(5);

  private final Vitals vitals;

  public Health(Vitals vitals) {
    this.vitals = vitals;
  }

  /** How it is doing, from what is known. Looks at lists, signers, clock and journal; cheap. */
  public HealthReport look() {
    return look(Map.of());
  }

  /**
   * Likewise, with what came of test signatures.
   *
   * @param signatures by the signer's name
   */
  HealthReport look(Map<String, TestSignature> signatures) {
    return judge(vitals.operations().status(), signatures);
  }

  /** Likewise, of a moment that was looked at already. */
  HealthReport judge(StatusReport status, Map<String, TestSignature> signatures) {
    Installation installation = vitals.service().currentInstallation();
    List<String> common = common(status.at());
    Map<String, ResponderHealth> responders = new LinkedHashMap<>();
    for (String name : vitals.service().responderNames()) {
      responders.put(
          name, responder(installation.responder(name), status, new Shared(common, signatures)));
    }
    return new HealthReport(
        status.at(), overall(responders.values()), responders, status.problems(), signatures);
  }

  /** What concerns all responders. */
  private record Shared(List<String> impaired, Map<String, TestSignature> signatures) {}

  /** What impairs every responder. */
  private List<String> common(Instant now) {
    List<String> impaired = new ArrayList<>();
    ClockState clock = vitals.clock().look();
    if (clock.standing() != ClockState.Standing.TRUSTED) {
      impaired.add("the machine's clock cannot be trusted");
    }
    vitals.journal().ifPresent(journal -> addBilling(journal.report(), now, impaired));
    return impaired;
  }

  private static void addBilling(JournalReport journal, Instant now, List<String> impaired) {
    if (journal.problem().isPresent()) {
      impaired.add("billing records cannot be written: " + journal.problem().get());
    } else if (journal
        .lastLoss()
        .filter(last -> now.isBefore(last.plus(LOSS_IS_NEWS)))
        .isPresent()) {
      impaired.add("billing records were lost within the last 5 minutes");
    }
  }

  private static ResponderHealth responder(
      Responder responder, StatusReport status, Shared shared) {
    List<String> names =
        responder.issuers().all().stream().map(each -> each.issuer().name()).toList();
    List<String> reasons = new ArrayList<>();
    int answering = 0;
    for (IssuerOutlook issuer : status.issuers()) {
      if (names.contains(issuer.issuer())) {
        String obstacle = obstacle(issuer, shared.signatures());
        if (obstacle.isEmpty()) {
          answering++;
        } else {
          reasons.add(obstacle);
        }
      }
    }
    if (answering == 0) {
      return new ResponderHealth(HealthState.DOWN, reasons);
    }
    status.problems().stream()
        .filter(problem -> problem.level() == Level.CRITICAL && concerns(problem, names))
        .forEach(problem -> reasons.add(problem.text()));
    reasons.addAll(shared.impaired());
    return new ResponderHealth(reasons.isEmpty() ? HealthState.OK : HealthState.DEGRADED, reasons);
  }

  /** Why certificates of an issuer get no definite answer; empty if they do. */
  private static String obstacle(IssuerOutlook issuer, Map<String, TestSignature> signatures) {
    if (issuer.answering() != Answering.DEFINITE) {
      return "issuer %s is answered %s: %s"
          .formatted(issuer.issuer(), issuer.answering().label(), issuer.evidence());
    }
    TestSignature signature = signatures.get(String.valueOf(issuer.signer()));
    return signature == null || signature.failure().isEmpty()
        ? ""
        : "signer %s of issuer %s cannot sign: %s"
            .formatted(issuer.signer(), issuer.issuer(), signature.failure());
  }

  /** Subjects begin with the issuer's name; those of sources and the clock have names of theirs. */
  private static boolean concerns(Problem problem, List<String> issuers) {
    return issuers.stream().anyMatch(name -> problem.subject().startsWith(name + ":"));
  }

  private static HealthState overall(Iterable<ResponderHealth> responders) {
    HealthState best = HealthState.DOWN;
    HealthState worst = HealthState.OK;
    for (ResponderHealth each : responders) {
      best = each.state().compareTo(best) < 0 ? each.state() : best;
      worst = each.state().compareTo(worst) > 0 ? each.state() : worst;
    }
    return best == HealthState.DOWN
        ? HealthState.DOWN
        : worst == HealthState.OK ? HealthState.OK : HealthState.DEGRADED;
  }
}
