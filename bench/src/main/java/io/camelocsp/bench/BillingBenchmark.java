package io.camelocsp.bench;

import static java.util.Objects.requireNonNull;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.workflow.Billing;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Makes the billing record of an answered request: a part of what {@link TapCost} measures. One of
 * {@link Micro}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class BillingBenchmark {
  private @Nullable BilledService service;

  @Setup
  public void prepare() throws Exception {
    service = new BilledService(Directories.work("record"), "ocsp.billing.enabled = false");
  }

  @TearDown
  public void close() {
    requireNonNull(service).close();
  }

  @Benchmark
  public BillingRecord product() {
    return Billing.record(requireNonNull(service).answered(), System.nanoTime());
  }
}
