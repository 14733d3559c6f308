package io.camelocsp.administration;

import io.camelocsp.metrics.ListCounts;
import io.camelocsp.revocation.Evidence;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.source.SourceReport;
import io.camelocsp.workflow.ServedIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** What is answered from, and how its sources are doing. */
final class ListMetrics implements MetricSource {
  private static final double NANOS_PER_SECOND = 1e9;

  private final Vitals vitals;
  private final ListCounts counts;

  ListMetrics(Vitals vitals, ListCounts counts) {
    this.vitals = vitals;
    this.counts = counts;
  }

  @Override
  public void write(Exposition metrics) {
    lists(metrics);
    visible(metrics);
    metrics.family(
        "ocsp_lists_accepted_total",
        MetricType.COUNTER,
        "New lists that were taken in, by their source");
    counts.accepted((source, count) -> metrics.sample(count, "source", source));
    metrics.family(
        "ocsp_lists_refused_total", MetricType.COUNTER, "Lists that were refused, by their source");
    counts.refused((source, count) -> metrics.sample(count, "source", source));
    sources(metrics, vitals.service().sources());
  }

  private void lists(Exposition metrics) {
    of(
        metrics,
        "ocsp_list_entries",
        "Serial numbers that the lists of an issuer name",
        data -> data.evidence().stream().mapToLong(Evidence::size).sum());
    of(
        metrics,
        "ocsp_list_heap_bytes",
        "Heap that the lists of an issuer take",
        data -> data.evidence().stream().mapToLong(each -> each.heapOctets().orElse(0)).sum());
    of(
        metrics,
        "ocsp_removals_held",
        "Entries that vanished from a list and stay revoked until an operator accepts it",
        IssuerData.Snapshot::heldRemovals);
    of(
        metrics,
        "ocsp_lists_waiting",
        "Lists that wait for what they build on",
        data -> data.waiting().size());
    metrics.family(
        "ocsp_list_this_update_timestamp_seconds",
        MetricType.GAUGE,
        "When the newest list of an issuer was made");
    for (ServedIssuer each : issuers()) {
      Evidence newest = newest(each);
      if (newest != null) {
        metrics.moment(newest.thisUpdate(), "issuer", each.issuer().name());
      }
    }
  }

  private void of(
      Exposition metrics, String name, String help, ToLongFunction<IssuerData.Snapshot> value) {
    metrics.family(name, MetricType.GAUGE, help);
    for (ServedIssuer each : issuers()) {
      metrics.sample(value.applyAsLong(each.data().snapshot()), "issuer", each.issuer().name());
    }
  }

  private void visible(Exposition metrics) {
    metrics.family(
        "ocsp_revocation_visible_seconds",
        MetricType.GAUGE,
        "How long the newest list took until it was answered from, since its thisUpdate and"
            + " since it arrived");
    for (ServedIssuer each : issuers()) {
      Evidence newest = newest(each);
      Instant accepted = newest == null ? null : newest.acceptedAt();
      if (newest != null && accepted != null) {
        seconds(
            metrics,
            Duration.between(newest.thisUpdate(), accepted),
            each.issuer().name(),
            "this-update");
      }
    }
    new TreeMap<>(counts.lastTook())
        .forEach((issuer, took) -> seconds(metrics, took, issuer, "arrival"));
  }

  private static void seconds(Exposition metrics, Duration took, String issuer, String since) {
    metrics.sample(took.toNanos() / NANOS_PER_SECOND, "issuer", issuer, "since", since);
  }

  private static @Nullable Evidence newest(ServedIssuer issuer) {
    return issuer.data().snapshot().evidence().stream()
        .max(Comparator.comparing(Evidence::thisUpdate))
        .orElse(null);
  }

  private List<ServedIssuer> issuers() {
    return vitals.service().currentInstallation().issuers();
  }

  private static void sources(Exposition metrics, List<SourceReport> sources) {
    moments(
        metrics,
        sources,
        "ocsp_source_last_success_timestamp_seconds",
        "When a source was last looked at with success",
        SourceReport::lastSuccess);
    moments(
        metrics,
        sources,
        "ocsp_source_last_new_list_timestamp_seconds",
        "When a source last brought a list that was not known",
        SourceReport::lastNewList);
    moments(
        metrics,
        sources,
        "ocsp_source_next_try_timestamp_seconds",
        "When a source is asked next",
        SourceReport::nextTry);
    metrics.family(
        "ocsp_source_failures",
        MetricType.GAUGE,
        "How many tries of a source failed one after the other; 0 if the last one did not");
    for (SourceReport each : sources) {
      SourceReport.Failure failure = each.failure();
      metrics.sample(failure == null ? 0 : failure.count(), "source", each.name());
    }
  }

  private static void moments(
      Exposition metrics,
      List<SourceReport> sources,
      String name,
      String help,
      Function<SourceReport, @Nullable Instant> moment) {
    metrics.family(name, MetricType.GAUGE, help);
    for (SourceReport each : sources) {
      Instant at = moment.apply(each);
      if (at != null) {
        metrics.moment(at, "source", each.name());
      }
    }
  }
}
