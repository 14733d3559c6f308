package io.camelocsp.administration;

import io.camelocsp.clock.ClockState;
import io.camelocsp.operations.StatusReport;
import io.camelocsp.operations.StatusReport.Problem;
import io.camelocsp.revocation.Evidence;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.workflow.IssuerOutlook;
import io.camelocsp.workflow.IssuerOutlook.Answering;
import io.camelocsp.workflow.ServedIssuer;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether it answers, for how long it will, and what is wrong; as {@code status} judges it. */
final class InstallationMetrics implements MetricSource {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Vitals vitals;
  private final Health health;

  InstallationMetrics(Vitals vitals) {
    this.vitals = vitals;
    this.health = new Health(vitals);
  }

  @Override
  public void write(Exposition metrics) {
    StatusReport status = vitals.operations().status();
    responders(metrics, health.judge(status, Map.of()));
    issuers(metrics, status);
    problems(metrics, status);
    clock(metrics, vitals.clock().look());
  }

  private static void responders(Exposition metrics, HealthReport report) {
    metrics.family(
        "ocsp_responder_state",
        MetricType.GAUGE,
        "1 for the state a responder is in, 0 for the others");
    report
        .responders()
        .forEach(
            (name, responder) -> {
              for (HealthState state : HealthState.values()) {
                metrics.sample(
                    responder.state() == state ? 1 : 0,
                    "responder",
                    name,
                    "state",
                    word(state.name()));
              }
            });
  }

  private void issuers(Exposition metrics, StatusReport status) {
    metrics.family(
        "ocsp_issuer_answered",
        MetricType.GAUGE,
        "1 if certificates of an issuer are answered good or revoked, 0 if they are not");
    for (IssuerOutlook each : status.issuers()) {
      metrics.sample(each.answering() == Answering.DEFINITE ? 1 : 0, "issuer", each.issuer());
    }
    metrics.family(
        "ocsp_valid_until_timestamp_seconds",
        MetricType.GAUGE,
        "When what an issuer is answered from ends if nothing comes in: its lists, its signers");
    Map<String, ServedIssuer> served = new TreeMap<>();
    vitals
        .service()
        .currentInstallation()
        .issuers()
        .forEach(each -> served.put(each.issuer().name(), each));
    for (IssuerOutlook each : status.issuers()) {
      ServedIssuer issuer = Objects.requireNonNull(served.get(each.issuer()));
      until(metrics, each.issuer(), "list", listEnd(each, issuer));
      until(metrics, each.issuer(), "signer", signerEnd(each, issuer));
    }
  }

  private static void until(
      Exposition metrics, String issuer, String limit, @Nullable Instant end) {
    if (end != null) {
      metrics.moment(end, "issuer", issuer, "limit", limit);
    }
  }

  /** What has ended goes on telling when. */
  private static @Nullable Instant listEnd(IssuerOutlook outlook, ServedIssuer issuer) {
    return outlook.evidenceEnd() != null
        ? outlook.evidenceEnd()
        : outlook.answering() == Answering.DEFINITE
            ? null
            : latest(
                issuer.data().snapshot().evidence().stream()
                    .map(Evidence::nextUpdate)
                    .filter(Objects::nonNull));
  }

  private @Nullable Instant signerEnd(IssuerOutlook outlook, ServedIssuer issuer) {
    return outlook.signerEnd() != null
        ? outlook.signerEnd()
        : latest(
            vitals.service().currentInstallation().signers().candidates(issuer.issuer()).stream()
                .map(ResponseSigner::notAfter));
  }

  private static @Nullable Instant latest(Stream<Instant> ends) {
    return ends.max(Comparator.naturalOrder()).orElse(null);
  }

  private static void problems(Exposition metrics, StatusReport status) {
    metrics.family(
        "ocsp_problems",
        MetricType.GAUGE,
        "How many problems the command status tells, by what they are");
    Map<ProblemLabels, Integer> counts = new TreeMap<>(ProblemLabels.ORDER);
    for (Problem each : status.problems()) {
      counts.merge(ProblemLabels.of(each), 1, Integer::sum);
    }
    counts.forEach(
        (labels, count) ->
            metrics.sample(
                count,
                "kind",
                labels.kind(),
                "subject",
                labels.subject(),
                "level",
                labels.level()));
  }

  private static void clock(Exposition metrics, ClockState state) {
    metrics.family(
        "ocsp_clock_state", MetricType.GAUGE, "1 for how far the machine's clock can be believed");
    for (ClockState.Standing each : ClockState.Standing.values()) {
      metrics.sample(state.standing() == each ? 1 : 0, "state", word(each.name()));
    }
    metrics
        .family(
            "ocsp_clock_offset_seconds",
            MetricType.GAUGE,
            "How far the machine's clock is ahead of what was expected")
        .sample(state.by().toNanos() / NANOS_PER_SECOND);
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
