package io.camelocsp.administration;

import io.camelocsp.http.EdgeCounters;
import java.util.Map;
import java.util.TreeMap;

/** What happened where strangers connect. */
final class EdgeMetrics implements MetricSource {
  private final Counted counted;

  EdgeMetrics(Counted counted) {
    this.counted = counted;
  }

  @Override
  public void write(Exposition metrics) {
    Map<String, EdgeCounters.Snapshot> listeners = new TreeMap<>(counted.listeners().get());
    metrics.family(
        "ocsp_listener_connections", MetricType.GAUGE, "Connections that are open at a listener");
    listeners.forEach((name, now) -> metrics.sample(now.open(), "listener", name));
    metrics.family(
        "ocsp_listener_connections_total",
        MetricType.COUNTER,
        "Connections that a listener took in");
    listeners.forEach((name, now) -> metrics.sample(now.accepted(), "listener", name));
    metrics.family(
        "ocsp_listener_requests_total",
        MetricType.COUNTER,
        "Requests that a listener gave to a route");
    listeners.forEach((name, now) -> metrics.sample(now.requests(), "listener", name));
    metrics.family(
        "ocsp_listener_events_total",
        MetricType.COUNTER,
        "What clients did that was limited or refused, and what failed, by what it was");
    listeners.forEach((name, now) -> events(metrics, name, now));
    Map<String, Long> intake = counted.intake().get();
    if (!intake.isEmpty()) {
      metrics.family(
          "ocsp_intake_events_total",
          MetricType.COUNTER,
          "What publishers did that was limited or refused, and what failed, by what it was");
      new TreeMap<>(intake).forEach((event, count) -> metrics.sample(count, "event", event));
    }
  }

  private static void events(Exposition metrics, String name, EdgeCounters.Snapshot now) {
    event(metrics, name, "connection-refused", now.refused());
    event(metrics, name, "overloaded", now.overloaded());
    event(metrics, name, "client-error", now.clientErrors());
    event(metrics, name, "proxy-header-missing", now.proxyHeaderErrors());
    event(metrics, name, "header-timeout", now.headerTimeouts());
    event(metrics, name, "body-timeout", now.bodyTimeouts());
    event(metrics, name, "idle-closed", now.idleClosed());
    event(metrics, name, "write-timeout", now.writeTimeouts());
    event(metrics, name, "failure", now.failures());
  }

  private static void event(Exposition metrics, String listener, String event, long count) {
    metrics.sample(count, "listener", listener, "event", event);
  }
}
