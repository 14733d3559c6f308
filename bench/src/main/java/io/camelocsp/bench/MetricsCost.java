package io.camelocsp.bench;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * What counting a request for the metrics costs, with JMH: by one thread, and by two that count the
 * same at the same time, as event loops do.
 *
 * <p>Goal: 500 ns, and nothing allocated.
 *
 * <p>Size: 2 thread counts × 2 forks × 10 s, less than a minute. Command: {@code bench/run
 * MetricsCost [FORKS]}
 */
final class MetricsCost {
  private static final int DEFAULT_FORKS = 2;
  private static final double GOAL_NANOS = 500;
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private MetricsCost() {}

  public static void main(String[] args) throws Exception {
    int forks = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_FORKS;
    Report report =
        new Report("MetricsCost", "threads", "ns, mean (min–max)", "octets allocated", "goal");
    Machine.describe(report);
    report.fact("size", "%d forks of 5 s of warm-up and 5 s".formatted(forks));
    report.fact("command", "`bench/run MetricsCost " + String.join(" ", args) + "`");
    for (int threads = 1; threads <= 2; threads++) {
      addTo(report, threads, run(forks, threads));
    }
    report.publish();
  }

  private static RunResult run(int forks, int threads) throws Exception {
    return new Runner(
            new OptionsBuilder()
                .include("io\\.camelocsp\\.bench\\.AnswerCounting")
                .forks(forks)
                .threads(threads)
                .timeUnit(TimeUnit.NANOSECONDS)
                .warmupIterations(5)
                .measurementIterations(5)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .jvmArgs("-Xms512m", "-Xmx512m", "-Dcamelocsp.log.level=warn")
                .build())
        .runSingle();
  }

  private static void addTo(Report report, int threads, RunResult result) {
    Statistics nanos = result.getPrimaryResult().getStatistics();
    report.row(
        Integer.toString(threads),
        String.format(
            Locale.ROOT, "%.1f (%.1f–%.1f)", nanos.getMean(), nanos.getMin(), nanos.getMax()),
        String.format(
            Locale.ROOT,
            "%.1f",
            requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore()),
        "≤ 500: " + (nanos.getMean() <= GOAL_NANOS ? "yes" : "no"));
  }
}
