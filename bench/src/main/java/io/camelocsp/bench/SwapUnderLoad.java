package io.camelocsp.bench;

import io.camelocsp.testkit.KeyKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What clients see of new lists: 1,000 requests per second leave at fixed moments (open loop; half
 * GET, half POST; 16 connections that stay open; half about random entries, half about good
 * certificates) while a new CRL replaces the current one every 2 s (100,000 entries) or 5 s
 * (1,000,000 entries). Before it in each start, as the reference: the same load without new lists.
 *
 * <p>Every answer is checked: HTTP and OCSP status, serial number, certificate status with time and
 * reason, nextUpdate, and on each connection that no answer comes from an older list than one
 * before it; every 20th one's signature too. Load and server share the machine.
 *
 * <p>Goal: the slowest answer within 250 ms; no answer wrong.
 *
 * <p>Size: 2 lists × 3 starts × (10 s warm-up + 30 s + 30 s), about 8 minutes. Command: {@code
 * bench/run SwapUnderLoad [STARTS [SECONDS]]}
 */
final class SwapUnderLoad {
  private static final int DEFAULT_STARTS = 3;
  private static final int DEFAULT_SECONDS = 30;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration GOAL = Duration.ofMillis(250);

  private SwapUnderLoad() {}

  public static void main(String[] args) throws Exception {
    int starts = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_STARTS;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_SECONDS;
    Report report =
        new Report(
            "SwapUnderLoad",
            "entries",
            "new list",
            "p50, ms",
            "p99",
            "p99.9",
            "slowest",
            "slowest ≤ 250",
            "lists seen",
            "seen after, ms",
            "answers",
            "wrong",
            "peak RSS");
    Machine.describe(report);
    report.fact("size", "1,000 requests/s for %d s, P-256 signer".formatted(seconds));
    report.fact("command", "`bench/run SwapUnderLoad %d %d`".formatted(starts, seconds));
    report.fact("runs", starts + " starts of each, in turn; median (min–max)");
    run(starts, Duration.ofSeconds(seconds), report);
    report.publish();
  }

  private static void run(int starts, Duration duration, Report report)
      throws IOException, InterruptedException {
    Path work = Directories.work("swap-under-load");
    List<Case> cases = new ArrayList<>();
    cases.add(Case.prepare(work.resolve("small"), 100_000, Duration.ofSeconds(2), duration));
    cases.add(Case.prepare(work.resolve("large"), 1_000_000, Duration.ofSeconds(5), duration));
    for (int start = 0; start < starts; start++) {
      for (Case each : cases) {
        each.measure(duration);
      }
    }
    for (Case each : cases) {
      each.without.addTo(report, each.entries(), "none (reference)");
      each.with.addTo(report, each.entries(), "every " + each.every.toSeconds() + " s");
    }
    Directories.delete(work);
  }

  /** One size of list. */
  private record Case(SwapSite site, Duration every, Row without, Row with) {
    static Case prepare(Path directory, int entries, Duration every, Duration duration)
        throws IOException {
      int lists = (int) (duration.toMillis() / every.toMillis()) + 1;
      System.err.printf("preparing %d lists of %,d entries%n", lists, entries);
      SwapSite site = SwapSite.prepare(directory, KeyKind.EC_P256, entries, lists);
      return new Case(site, every, new Row(), new Row());
    }

    int entries() {
      return site.entries();
    }

    void measure(Duration duration) throws IOException, InterruptedException {
      site.reset();
      try (Launched camelOcsp = Launched.camelOcsp(site.configuration())) {
        site.awaitFirstAnswer(camelOcsp);
        Load load = new Load(site);
        load.run(WARM_UP);
        without.add(load.run(duration), camelOcsp.pid());
        try (Dropper dropper = new Dropper(site, every)) {
          with.add(load.run(duration), camelOcsp.pid());
          load.seenAfter(dropper.droppedNanos()).forEach(with.seenAfter::add);
        }
      }
    }
  }

  /** One line of the table. */
  private static final class Row {
    private final Samples median = new Samples();
    private final Samples p99 = new Samples();
    private final Samples p999 = new Samples();
    private final Samples slowest = new Samples();
    private final Samples seenAfter = new Samples();
    private final List<String> lists = new ArrayList<>();
    private String peakMemory = "";
    private int answers;
    private int wrong;

    void add(Load.Outcome outcome, long pid) throws IOException {
      median.add(outcome.times().quantile(0.5));
      p99.add(outcome.times().quantile(0.99));
      p999.add(outcome.times().quantile(0.999));
      slowest.add(outcome.times().slowest());
      lists.add(Integer.toString(outcome.newLists()));
      answers += outcome.times().nanos().length;
      wrong += outcome.wrong().size();
      peakMemory = Machine.peakMemory(pid);
      System.err.printf(
          "slowest %d ms, %d new lists%n",
          outcome.times().slowest().toMillis(), outcome.newLists());
      outcome.wrong().stream().limit(5).forEach(System.err::println);
    }

    void addTo(Report report, int entries, String newList) {
      report.row(
          String.format(Locale.ROOT, "%,d", entries),
          newList,
          median.text(),
          p99.text(),
          p999.text(),
          slowest.text(),
          slowest.within(GOAL),
          String.join(", ", lists),
          seenAfter.text(),
          String.format(Locale.ROOT, "%,d", answers),
          Integer.toString(wrong),
          peakMemory);
    }
  }
}
