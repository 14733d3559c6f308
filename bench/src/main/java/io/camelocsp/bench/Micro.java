package io.camelocsp.bench;

import static java.util.Objects.requireNonNull;

import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCrls;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * The parts of a request one by one, with JMH: decoding, looking up in a CRL of 1,000,000 entries,
 * encoding, signing, billing; each beside a reference in the same run where there is one. And the
 * memory of that CRL: what it takes once loaded, and how much heap loading needs.
 *
 * <p>Goals: a look-up 250 ns; 40 octets per entry, on the heap and off it, a mapping of the stored
 * file not counted; a heap in which no parse tree of the list would fit is enough to load it;
 * billing 2 µs, the journal's writer included.
 *
 * <p>Size: 14 benchmarks × 2 forks × 10 s, about 6 minutes. Command: {@code bench/run Micro [FORKS
 * [NAME]]}, NAME a regular expression of benchmarks
 */
final class Micro {
  private static final int DEFAULT_FORKS = 2;
  private static final double LOOK_UP_NANOS = 250;
  private static final double OCTETS_PER_ENTRY = 40;
  private static final double BILLING_MICROS = 2;
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final int SMALL = 1_000;

  private static final List<String> JVM =
      List.of("-Xms1g", "-Xmx1g", "-XX:+UseParallelGC", "-Dcamelocsp.log.level=warn");

  private Micro() {}

  public static void main(String[] args) throws Exception {
    int forks = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_FORKS;
    Report report =
        new Report("Micro", "what", "size", "ns, mean (min–max)", "octets allocated", "goal");
    Machine.describe(report);
    report.fact("size", "%d forks of 5 s of warm-up and 5 s".formatted(forks));
    report.fact("command", "`bench/run Micro " + String.join(" ", args) + "`");
    Collection<RunResult> results = run(forks, args.length > 1 ? args[1] : ".*Benchmark.*");
    results.forEach(result -> addTo(report, result));
    if (args.length < 2) {
      addBilling(report);
      addMemory(report);
    }
    report.note(
        "Bouncy Castle reads the same facts out of the same request, and writes the same octets of"
            + " an answer; the bare signature is that of the provider which the product picks.");
    report.publish();
  }

  private static Collection<RunResult> run(int forks, String include) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("io\\.camelocsp\\.bench\\." + include)
            .forks(forks)
            .timeUnit(TimeUnit.NANOSECONDS)
            .warmupIterations(5)
            .measurementIterations(5)
            .warmupTime(TimeValue.seconds(1))
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .jvmArgs(JVM.toArray(new String[0]));
    return new Runner(options.build()).run();
  }

  private static void addTo(Report report, RunResult result) {
    BenchmarkParams params = result.getParams();
    String name = params.getBenchmark().replace("io.camelocsp.bench.", "");
    Statistics nanos = result.getPrimaryResult().getStatistics();
    String goal = "";
    if (name.startsWith("LookUp")) {
      goal = "≤ 250: " + (nanos.getMean() <= LOOK_UP_NANOS ? "yes" : "no");
    }
    report.row(
        name,
        params.getParamsKeys().stream()
            .map(key -> key + " = " + params.getParam(key))
            .collect(Collectors.joining(", ")),
        "%s (%s–%s)"
            .formatted(number(nanos.getMean()), number(nanos.getMin()), number(nanos.getMax())),
        number(requireNonNull(result.getSecondaryResults().get(ALLOCATED)).getScore()),
        goal);
  }

  private static void addBilling(Report report) throws Exception {
    TapCost cost = TapCost.measure();
    double both = cost.tap().median() + cost.writer().median();
    report.table("Billing", "CPU, µs/request", "median (min–max)", "goal");
    report.row("the tap, on the event loop", cost.tap().text(), "");
    report.row("the journal's writer, on its own thread", cost.writer().text(), "");
    report.row(
        "both together", cost.tap().show(both), "≤ 2: " + (both <= BILLING_MICROS ? "yes" : "no"));
  }

  private static void addMemory(Report report) throws Exception {
    Path work = Directories.work("memory");
    TestCa ca = TestCa.ec("Benchmark CA");
    Path small = TestCrls.large(ca.crl().number(1), SMALL, work.resolve("small.crl"));
    Path large =
        TestCrls.large(ca.crl().number(2), LookUpBenchmark.ENTRIES, work.resolve("large.crl"));
    ListMemory memory = ListMemory.of(ca.certificate(), small, large, work);
    double perEntry =
        (double) (memory.liveOctets() + memory.directOctets()) / LookUpBenchmark.ENTRIES;
    report.table("Memory of a CRL of 1,000,000 entries", "what", "measured", "goal");
    report.row(
        "heap and off-heap for each entry, octets",
        String.format(Locale.ROOT, "%.1f", perEntry),
        "≤ 40: " + (perEntry <= OCTETS_PER_ENTRY ? "yes" : "no"));
    report.row("of it off the heap, octets in all", number((double) memory.directOctets()), "");
    report.row(
        "mapping of the stored file, octets in all", number((double) memory.mappedOctets()), "");
    report.row(
        "most heap in use while loading, garbage and all else included, octets",
        number((double) memory.peakOctets()),
        "loads within -Xmx%dm: yes".formatted(memory.maxHeapMebibytes()));
    Directories.delete(work);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
  }
}
