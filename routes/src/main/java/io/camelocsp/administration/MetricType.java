package io.camelocsp.administration;

/** What the values of a family of metrics are. */
enum MetricType {
  COUNTER("counter"),
  GAUGE("gauge"),
  HISTOGRAM("histogram");

  private final String word;

  MetricType(String word) {
    this.word = word;
  }

  /** Prometheus' word for it. */
  String word() {
    return word;
  }
}
