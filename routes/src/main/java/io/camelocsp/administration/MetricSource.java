package io.camelocsp.administration;

/** Some families of metrics; every label is a configured name or one of few words. Thread-safe. */
@FunctionalInterface
interface MetricSource {
  /** Writes them as they are now. */
  void write(Exposition metrics);
}
