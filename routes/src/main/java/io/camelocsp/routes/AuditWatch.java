package io.camelocsp.routes;

import io.camelocsp.audit.AuditEvent;
import io.camelocsp.audit.AuditKind;
import io.camelocsp.config.ListenerSettings;
import io.camelocsp.http.EdgeCounters;
import io.camelocsp.http.OcspHttpComponent;
import io.camelocsp.workflow.AuditFindings;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of the route that looks every minute: tells the audit log which findings began and ended
 * since the last look (lists that expire, signers that end), and every hour how many requests the
 * listeners have turned away. Not thread-safe: one timer comes here.
 */
final class AuditWatch implements Processor {
  private static final Duration SUM = Duration.ofHours(1);

  private final AuditTrail trail;
  private final InstantSource clock;
  private final Function<Instant, Iterable<Finding>> findings;
  private final Map<String, ListenerSettings> listeners;
  private final Map<String, Finding> told = new HashMap<>();
  private final Map<String, Map<String, Long>> sums = new HashMap<>();
  private Instant nextSum;

  /**
   * @param findings all that hold at a time
   * @param listeners by name
   */
  AuditWatch(
      AuditTrail trail,
      InstantSource clock,
      Function<Instant, Iterable<Finding>> findings,
      Map<String, ListenerSettings> listeners) {
    this.trail = trail;
    this.clock = clock;
    this.findings = findings;
    this.listeners = listeners;
    this.nextSum = clock.instant().plus(SUM);
  }

  @Override
  public void process(Exchange exchange) {
    Instant now = clock.instant();
    Map<String, Finding> current = new LinkedHashMap<>();
    for (Finding each : findings.apply(now)) {
      if (isOfTheState(each.subject())) {
        current.put(each.subject(), each);
      }
    }
    current.forEach(
        (subject, finding) -> {
          if (told.putIfAbsent(subject, finding) == null) {
            trail.tell(
                AuditEvent.of(kind(subject))
                    .with("subject", subject)
                    .with("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                    .with("text", finding.text()));
          }
        });
    for (String subject : Map.copyOf(told).keySet()) {
      if (!current.containsKey(subject)) {
        told.remove(subject);
        trail.tell(AuditEvent.of(AuditKind.FINDING_ENDED).with("subject", subject));
      }
    }
    if (!now.isBefore(nextSum)) {
      nextSum = now.plus(SUM);
      OcspHttpComponent http =
          exchange.getContext().getComponent(OcspHttpComponent.SCHEME, OcspHttpComponent.class);
      listeners.forEach(
          (name, each) ->
              http.counters(each.url().getHost(), each.url().getPort())
                  .ifPresent(counters -> sum(name, counters.snapshot())));
    }
  }

  /** Not of sources, which fail and recover all day; nor of clocks, which are told at once. */
  private static boolean isOfTheState(String subject) {
    return !subject.startsWith("source:")
        && !subject.startsWith("clock:")
        && !subject.startsWith(AuditFindings.SUBJECT);
  }

  private static AuditKind kind(String subject) {
    if (subject.contains(":ended:") || subject.contains(":grace:")) {
      return AuditKind.LIST_EXPIRED;
    }
    if (subject.endsWith(":signer-ending")) {
      return AuditKind.SIGNER_ENDING;
    }
    return subject.endsWith(":no-usable-signer") ? AuditKind.SIGNER_ENDED : AuditKind.FINDING;
  }

  private void sum(String listener, EdgeCounters.Snapshot counts) {
    Map<String, Long> now = new LinkedHashMap<>();
    now.put("refusedConnections", counts.refused());
    now.put("overloaded", counts.overloaded());
    now.put("clientErrors", counts.clientErrors());
    now.put("proxyHeaderErrors", counts.proxyHeaderErrors());
    now.put("headerTimeouts", counts.headerTimeouts());
    now.put("bodyTimeouts", counts.bodyTimeouts());
    now.put("writeTimeouts", counts.writeTimeouts());
    Map<String, Long> before = sums.put(listener, now);
    AuditEvent event = AuditEvent.of(AuditKind.EDGE_REFUSALS).with("listener", listener);
    int quiet = event.details().size();
    for (Map.Entry<String, Long> each : now.entrySet()) {
      long news = each.getValue() - (before == null ? 0 : before.getOrDefault(each.getKey(), 0L));
      if (news > 0) {
        event = event.with(each.getKey(), news);
      }
    }
    if (event.details().size() > quiet) {
      trail.tell(event);
    }
  }
}
