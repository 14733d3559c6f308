package io.camelocsp.bench;

import static java.util.Objects.requireNonNull;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.workflow.Billing;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The tail of the workflow, with the wire tap that bills and without: their difference is what the
 * tap costs the event loop, from copying the exchange to the journal's queue. In bursts of 5,000
 * that the queue takes, with time for the journal's writer in between; at the end every record must
 * be in the journal. What the writer costs is measured by {@link JournalCost}. One of {@link
 * Micro}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 80, batchSize = BillingBenchmark.BURST)
@Measurement(iterations = 40, batchSize = BillingBenchmark.BURST)
public class BillingBenchmark {
  static final int BURST = 5_000;
  private static final int WRITER_MILLIS = 200;

  @Param({"true", "false"})
  String billing = "";

  private @Nullable BilledService service;
  private long finished;

  @Setup
  public void prepare() throws Exception {
    Path work = Directories.work("billing-" + billing);
    service =
        new BilledService(
            work, "ocsp.billing.enabled = " + billing, "ocsp.billing.queue = " + 4 * BURST);
  }

  @Setup(Level.Iteration)
  public void letWrite() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(WRITER_MILLIS);
  }

  @TearDown
  public void check() throws Exception {
    BilledService ended = requireNonNull(service);
    ended.close();
    if (billing.equals("true") && ended.billed() != finished) {
      throw new IllegalStateException(ended.billed() + " records in the journal, not " + finished);
    }
  }

  @Benchmark
  public Exchange finish() throws Exception {
    finished++;
    return requireNonNull(service).finish();
  }

  /** Making the record; a part of {@link #finish} with billing. */
  @Benchmark
  public BillingRecord makeRecord() {
    return Billing.record(requireNonNull(service).answered(), System.nanoTime());
  }
}
