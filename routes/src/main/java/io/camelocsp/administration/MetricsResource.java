package io.camelocsp.administration;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code /metrics}: all metrics, for Prometheus. What it shows is read when it is asked. */
public final class MetricsResource implements Resource {
  private static final int OK = 200;

  private final List<MetricSource> sources;

  /** The metrics of what is seen by these. */
  public MetricsResource(Vitals vitals, Counted counted) {
    this.sources =
        List.of(
            new AnswerMetrics(counted.meters().answers()),
            new InstallationMetrics(vitals),
            new ListMetrics(vitals, counted.meters().lists()),
            new EdgeMetrics(counted),
            new WorkMetrics(vitals),
            new ProcessMetrics(counted.version()));
  }

  @Override
  public String path() {
    return "/metrics";
  }

  @Override
  public Reply get(Query query) {
    Exposition metrics = new Exposition();
    sources.forEach(each -> each.write(metrics));
    return new Reply(OK, Exposition.CONTENT_TYPE, metrics.text().getBytes(StandardCharsets.UTF_8));
  }
}
