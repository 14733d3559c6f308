package io.camelocsp.bench;

import io.camelocsp.metrics.AnswerCounts;
import io.camelocsp.workflow.Transaction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Counts an answered request, the clock read included, as the last step of the workflow does; 10
 * responders and 100 issuers. One of {@link MetricsCost}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
public class AnswerCounting {
  private static final int RESPONDERS = 10;
  private static final int ISSUERS = 100;

  private @Nullable Path work;
  private @Nullable Transaction answered;
  private AnswerCounts counts = new AnswerCounts(List.of(), List.of());

  @Setup
  public void prepare() throws Exception {
    Path directory = Directories.work("count");
    work = directory;
    try (BilledService service =
        new BilledService(directory.resolve("site"), "ocsp.billing.enabled = false")) {
      answered = service.answered();
    }
    counts = new AnswerCounts(names("site", RESPONDERS), names("site", ISSUERS));
  }

  private static List<String> names(String first, int count) {
    List<String> names = new ArrayList<>(List.of(first));
    for (int i = 1; i < count; i++) {
      names.add(first + "-" + i);
    }
    return names;
  }

  @Benchmark
  public void count() {
    if (answered != null) {
      counts.count(answered, System.nanoTime());
    }
  }

  @TearDown
  public void remove() throws Exception {
    if (work != null) {
      Directories.delete(work);
    }
  }
}
