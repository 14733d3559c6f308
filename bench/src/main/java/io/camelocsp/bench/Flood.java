package io.camelocsp.bench;

import io.camelocsp.testkit.KeyKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * More clients than can be answered. Closed loops against {@code basic} with a P-256 and with an
 * RSA-2048 signer, each in a fresh process, one after the other without a pause:
 *
 * <ol>
 *   <li>16, then 64 connections: the better rate is the peak;
 *   <li>512 connections that are kept: the flood;
 *   <li>16 connections, when those have gone without a word: how long until a whole second's
 *       answers come at the rate of the first 16;
 *   <li>the same again with clients that take a new connection for each request, as many OCSP
 *       clients do; what 512 of them reach is measured against the peak of 16 and 64 of them.
 * </ol>
 *
 * Only successful answers count; what else comes ({@code tryLater} from a full signing queue) is
 * told. The load shares the processors with the server, and 512 connections cost it more than 16:
 * its own share of the loss is in the figure. Memory: resident at most, and live heap after a
 * collection before and after the flood.
 *
 * <p>Goals: 80 % of the peak rate during the flood; the first whole second after it is at 80 % of
 * the rate of the first 16 again; memory stays bounded.
 *
 * <p>Size: 2 signers × 8 loads × 15 s and warm-up, about 6 minutes. Command: {@code bench/run Flood
 * [SECONDS]}
 */
final class Flood {
  private static final int DEFAULT_SECONDS = 15;
  private static final int FEW = 16;
  private static final int MORE = 64;
  private static final int FLOOD = 512;
  private static final double GOAL = 0.8;

  /** Connecting, and compiling what is done with new connections, is not the flood's rate. */
  private static final Duration CONNECTING = Duration.ofSeconds(3);

  private final Duration duration;
  private final Report report;

  private Flood(Duration duration, Report report) {
    this.duration = duration;
    this.report = report;
  }

  public static void main(String[] args) throws Exception {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_SECONDS;
    Report report =
        new Report(
            "Flood",
            "signer",
            "load",
            "successful/s",
            "of the peak",
            "≥ 80 %",
            "p50, ms",
            "p99, ms",
            "server CPU, µs/request",
            "other answers",
            "16 connections after it: first whole second at the rate before",
            "live heap after, MiB",
            "peak RSS");
    Machine.describe(report);
    report.fact("size", "%d s of each load".formatted(seconds));
    report.fact("command", "`bench/run Flood " + seconds + "`");
    Path work = Directories.work("flood");
    Flood flood = new Flood(Duration.ofSeconds(seconds), report);
    for (KeyKind signer : List.of(KeyKind.EC_P256, KeyKind.RSA_2048)) {
      flood.run(BasicServer.prepare(signer.toString(), work.resolve(signer.name()), signer));
    }
    report.publish();
    Directories.delete(work);
  }

  /** One kind of load in one server's life. */
  private record Loaded(
      int connections, ClosedLoop.Connections kind, LoadWindow window, ProcessCpu used) {
    String name() {
      return connections
          + (kind == ClosedLoop.Connections.KEPT ? " connections" : " clients, each time anew");
    }

    double rate() {
      return window.successfulPerSecond();
    }

    double cpuMicros() {
      return (double) used.totalMicros() / Math.max(1, window.answers());
    }
  }

  private void run(BasicServer server) throws IOException, InterruptedException {
    try (Launched process = server.start()) {
      try (ClosedLoop load = begin(server, MORE, ClosedLoop.Connections.KEPT)) {
        WarmUp.run(load, process.pid());
      }
      double before = 0;
      for (ClosedLoop.Connections kind : ClosedLoop.Connections.values()) {
        Loaded few = load(server, process, FEW, kind, CONNECTING);
        Loaded more = load(server, process, MORE, kind, CONNECTING);
        double peak = Math.max(few.rate(), more.rate());
        before = Math.max(before, kind == ClosedLoop.Connections.KEPT ? few.rate() : 0);
        row(server, few, peak, "", process);
        row(server, more, peak, "", process);
        Loaded flood = load(server, process, FLOOD, kind, CONNECTING);
        // Nothing in between: whoever comes when the flood has gone must be answered at once.
        Loaded after = load(server, process, FEW, ClosedLoop.Connections.KEPT, Duration.ZERO);
        row(server, flood, peak, recovery(after.window(), before), process);
        System.err.printf("after it: %.0f/s%n", after.rate());
      }
    }
  }

  private static ClosedLoop begin(BasicServer server, int count, ClosedLoop.Connections kind) {
    List<byte[]> requests = server.requests();
    if (kind == ClosedLoop.Connections.NEW) {
      requests = requests.stream().map(Flood::closing).toList();
    }
    return ClosedLoop.begin(server.uri(), requests, count, kind);
  }

  /** The request, asking the server to close the connection after its answer. */
  private static byte[] closing(byte[] request) {
    return new String(request, StandardCharsets.ISO_8859_1)
        .replaceFirst("\r\n", "\r\nConnection: close\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private Loaded load(
      BasicServer server,
      Launched process,
      int count,
      ClosedLoop.Connections kind,
      Duration connecting)
      throws IOException, InterruptedException {
    try (ClosedLoop load = begin(server, count, kind)) {
      if (!connecting.isZero()) {
        load.run(connecting);
      }
      ProcessCpu before = ProcessCpu.of(process.pid());
      LoadWindow window = load.run(duration);
      return new Loaded(count, kind, window, ProcessCpu.of(process.pid()).since(before));
    }
  }

  private void row(
      BasicServer server, Loaded loaded, double peak, String recovery, Launched process)
      throws IOException, InterruptedException {
    LoadWindow window = loaded.window();
    Map<String, Integer> others = new TreeMap<>(window.others());
    List<String> wrong = new ArrayList<>();
    for (LoadWindow.Sample sample : window.samples()) {
      check(server, sample, wrong);
    }
    if (!wrong.isEmpty()) {
      others.put("wrong: " + wrong.get(0), wrong.size());
    }
    Samples median = new Samples();
    median.add(window.times().quantile(0.5));
    Samples p99 = new Samples();
    p99.add(window.times().quantile(0.99));
    boolean flood = loaded.connections() == FLOOD;
    report.row(
        server.name(),
        loaded.name(),
        String.format(Locale.ROOT, "%,.0f", loaded.rate()),
        String.format(Locale.ROOT, "%.0f %%", 100 * loaded.rate() / peak),
        flood ? (loaded.rate() >= GOAL * peak ? "yes" : "no") : "",
        median.medianText(),
        p99.medianText(),
        String.format(Locale.ROOT, "%.1f", loaded.cpuMicros()),
        others.isEmpty() ? "none" : others.toString(),
        recovery,
        Long.toString(LiveHeap.mebibytes(process.pid())),
        Machine.peakMemory(process.pid()));
    System.err.printf("%s, %s: %.0f/s%n", server.name(), loaded.name(), loaded.rate());
  }

  private static void check(BasicServer server, LoadWindow.Sample sample, List<String> wrong) {
    try {
      server.check(sample);
    } catch (AnswerCheck.WrongAnswerException e) {
      wrong.add(String.valueOf(e.getMessage()));
    }
  }

  /** When the first whole second begins in which answers come at the rate before. */
  private static String recovery(LoadWindow window, double before) {
    List<Double> course = window.course();
    int slots = (int) (Duration.ofSeconds(1).toMillis() / LoadWindow.SLOT.toMillis());
    for (int i = 0; i + slots <= course.size(); i++) {
      double rate =
          course.subList(i, i + slots).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElse(0);
      if (rate >= GOAL * before) {
        return "after %.1f s".formatted(i * LoadWindow.SLOT.toMillis() / 1e3);
      }
    }
    return "never";
  }
}
