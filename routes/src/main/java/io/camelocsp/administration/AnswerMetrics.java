package io.camelocsp.administration;

import io.camelocsp.metrics.AnswerCounts;
import io.camelocsp.metrics.DurationCounts;
import java.util.TreeMap;

/** What was answered, and how long it took. */
final class AnswerMetrics implements MetricSource {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final long[] ENDS = DurationCounts.endsNanos();

  private final AnswerCounts counts;

  AnswerMetrics(AnswerCounts counts) {
    this.counts = counts;
  }

  @Override
  public void write(Exposition metrics) {
    metrics.family(
        "ocsp_answers_total",
        MetricType.COUNTER,
        "Answers, one for each certificate asked about; an error counts once for its request");
    counts.forEach(
        each ->
            metrics.sample(
                each.count(),
                "responder",
                each.responder(),
                "issuer",
                each.issuer(),
                "status",
                each.status(),
                "via",
                each.via()));
    metrics.family(
        "ocsp_request_duration_seconds",
        MetricType.HISTOGRAM,
        "Time from the arrival of a request until its answer is ready to be sent");
    new TreeMap<>(counts.durations())
        .forEach((responder, durations) -> write(metrics, responder, durations));
  }

  private static void write(Exposition metrics, String responder, DurationCounts durations) {
    long[] counts = durations.counts();
    long below = 0;
    for (int i = 0; i < counts.length; i++) {
      below += counts[i];
      String end = i < ENDS.length ? Double.toString(ENDS[i] / NANOS_PER_SECOND) : "+Inf";
      metrics.sampleOf("_bucket", below, "responder", responder, "le", end);
    }
    metrics.sampleOf("_sum", durations.sumNanos() / NANOS_PER_SECOND, "responder", responder);
    metrics.sampleOf("_count", below, "responder", responder);
  }
}
