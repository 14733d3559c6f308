package io.camelocsp.bench;

import io.camelocsp.bench.ProcessCpu.Use;
import io.camelocsp.billing.JournalFormat;
import io.camelocsp.billing.JournalSettings.Packing;
import io.camelocsp.testkit.KeyKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What billing costs, and how fast it goes. A closed loop of 64 connections, as in {@link
 * HttpLoad}, against {@code basic} with a P-256 signer, in turn and each in a fresh process:
 * without billing, with {@code durability = async}, and with {@code sync}, on the disk of the
 * checkout; before each of the last, how often that disk commits a record by itself ({@link
 * DiskCommits}). Then the tap alone ({@link TapCost}), and summing up a month of records ({@link
 * BillingReading}).
 *
 * <p>Goals: {@code async} costs 2 µs of server CPU for each request, without gzip; {@code sync}
 * gives 20 answers for each commit that the disk is capable of.
 *
 * <p>Size: 3 starts × 3 servers × ({@link WarmUp} + 10 s), 5 million records; about 8 minutes.
 * Command: {@code bench/run BillingCost [STARTS [SECONDS [RECORDS]]]}
 */
final class BillingCost {
  private static final int DEFAULT_STARTS = 3;
  private static final int DEFAULT_SECONDS = 10;
  private static final int DEFAULT_RECORDS = 5_000_000;
  private static final int CONNECTIONS = 64;
  private static final double ASYNC_MICROS = 2;
  private static final double SYNC_FACTOR = 20;
  private static final Duration COMMITS = Duration.ofSeconds(3);

  private final Path work;
  private final Measured unbilled;
  private final Measured async;
  private final Measured sync;
  private final Figures commits = new Figures(0);
  private final Figures factor = new Figures(1);

  /** A server, and how often its threads had to be woken. */
  private record Measured(ServerFigures figures, Figures loopWakes, Figures writerWakes) {
    static Measured of(Path work, String name, String... configuration) throws IOException {
      return new Measured(
          new ServerFigures(
              BasicServer.prepare(name, work.resolve(name), KeyKind.EC_P256, configuration)),
          new Figures(3),
          new Figures(1));
    }
  }

  private BillingCost(Path work) throws IOException {
    this.work = work;
    unbilled = Measured.of(work, "unbilled", "ocsp.billing.enabled = false");
    async = Measured.of(work, "async");
    sync = Measured.of(work, "sync", "ocsp.billing.durability = sync");
  }

  public static void main(String[] args) throws Exception {
    int starts = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_STARTS;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_SECONDS;
    int records = args.length > 2 ? Integer.parseInt(args[2]) : DEFAULT_RECORDS;
    Report report = new Report("BillingCost", ServerFigures.HEAD);
    Machine.describe(report);
    report.fact(
        "size",
        "%d connections, %d s measured after a warm-up of 10 s or more"
            .formatted(CONNECTIONS, seconds));
    report.fact("command", "`bench/run BillingCost %d %d %d`".formatted(starts, seconds, records));
    report.fact("runs", starts + " starts of each, in turn; median (min–max)");
    Path work = Directories.work("billing-cost");
    report.fact("disk", Files.getFileStore(work).type());
    BillingCost cost = new BillingCost(work);
    for (int start = 0; start < starts; start++) {
      cost.start(start, starts, Duration.ofSeconds(seconds));
    }
    cost.addTo(report);
    addTap(report);
    addReading(report, records);
    report.publish();
    Directories.delete(work);
  }

  private void start(int start, int starts, Duration duration)
      throws IOException, InterruptedException {
    for (Measured each : List.of(unbilled, async, sync)) {
      if (each.equals(sync)) {
        commits.add(DiskCommits.perSecond(work, COMMITS));
      }
      double rate = measure(each, duration);
      if (each.equals(sync)) {
        factor.add(rate / commits.get(start));
      }
      System.err.printf(
          "start %d of %d, %s: %.1f µs, %.0f/s%n",
          start + 1, starts, each.figures().server().name(), each.figures().cpu().get(start), rate);
    }
  }

  private static double measure(Measured measured, Duration duration)
      throws IOException, InterruptedException {
    Server server = measured.figures().server();
    try (Launched process = server.start();
        ClosedLoop load =
            ClosedLoop.begin(
                server.uri(), server.requests(), CONNECTIONS, ClosedLoop.Connections.KEPT)) {
      WarmUp.run(load, process.pid());
      ContextSwitches switches = ContextSwitches.of(process.pid());
      ProcessCpu before = ProcessCpu.of(process.pid());
      LoadWindow window = load.run(duration);
      ProcessCpu used = ProcessCpu.of(process.pid()).since(before);
      ContextSwitches after = ContextSwitches.of(process.pid());
      measured.figures().add(window, used, Machine.peakMemory(process.pid()));
      measured.loopWakes().add((double) after.since(switches, Use.REQUESTS) / window.answers());
      measured.writerWakes().add(after.since(switches, Use.BILLING) / window.seconds());
      return window.successfulPerSecond();
    }
  }

  private void addTo(Report report) {
    List<Measured> all = List.of(unbilled, async, sync);
    all.forEach(each -> each.figures().addTo(report));
    report.table("Where the CPU time goes", ServerFigures.USE_HEAD);
    all.forEach(each -> each.figures().addUseTo(report));
    report.table(
        "How often threads had to be woken",
        "server",
        "event loops, per request",
        "billing, per s");
    all.forEach(
        each ->
            report.row(
                each.figures().server().name(),
                each.loopWakes().text(),
                each.writerWakes().text()));
    report.table("Goals", "goal", "measured", "starts within it", "met");
    Figures cost = new Figures(1);
    for (int start = 0; start < commits.size(); start++) {
      cost.add(async.figures().cpu().get(start) - unbilled.figures().cpu().get(start));
    }
    report.row(
        "async − unbilled ≤ 2 µs",
        cost.text(),
        cost.holds(micros -> micros <= ASYNC_MICROS),
        cost.median() <= ASYNC_MICROS ? "yes" : "no");
    report.row(
        "sync ≥ 20 × the disk's commits by themselves, %s/s".formatted(commits.text()),
        "× " + factor.text(),
        factor.holds(times -> times >= SYNC_FACTOR),
        factor.median() >= SYNC_FACTOR ? "yes" : "no");
  }

  private static void addTap(Report report) throws Exception {
    TapCost cost = TapCost.measure();
    report.table("The tap alone", "CPU, µs/request", "median (min–max)");
    report.row("the tap, on the event loop", cost.tap().text());
    report.row("the journal's writer, on its own thread", cost.writer().text());
  }

  private static void addReading(Report report, int records) throws Exception {
    report.table(
        "`camel-ocsp billing`, from start to end",
        "files",
        "records",
        "MiB",
        "s",
        "records/s",
        "MiB/s");
    Path work = Directories.work("billing-reading");
    for (JournalFormat format : JournalFormat.values()) {
      for (Packing packing : Packing.values()) {
        String name = format.extension() + (packing == Packing.GZIP ? ".gz" : "");
        BillingReading.prepare(work.resolve(name), records, format, packing).addTo(report, name);
        Directories.delete(work.resolve(name));
      }
    }
    Directories.delete(work);
  }
}
