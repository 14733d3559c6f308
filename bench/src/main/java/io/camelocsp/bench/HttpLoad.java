package io.camelocsp.bench;

import io.camelocsp.testkit.KeyKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What a request costs the server. A closed loop of 64 connections that are kept alive, POST,
 * without nonce, serial numbers at random out of 10,000, half of them revoked in a CRL of 100,000;
 * against, in turn and each in a fresh process with the JVM options of {@code bin/camel-ocsp run}:
 *
 * <ul>
 *   <li>an HTTP server of Netty alone with a constant body of 1,500 octets;
 *   <li>a route of one processor behind our HTTP component with the same body;
 *   <li>{@code basic} with a P-256 signer, with billing and without;
 *   <li>{@code basic} with an RSA-2048 signer, with billing.
 * </ul>
 *
 * <p>The load shares the processors with the server, so requests/s say little; the figure that
 * carries over is CPU time of the server's process, user and kernel, for each request, compilation
 * and collection included. HTTP status and OCSP status of every answer are looked at; every 499th
 * answer, up to 2,000, is checked in full, with its signature, after the measurement.
 *
 * <p>Goals, in the same run: the route ≤ 1.4 × Netty alone; {@code basic} ≤ the bare signature with
 * the same provider + 2.5 × Netty alone; billing ≤ 2 µs.
 *
 * <p>Size: 3 starts × 5 servers × ({@link WarmUp} + 10 s), about 8 minutes. Command: {@code
 * bench/run HttpLoad [STARTS [SECONDS]]}
 */
final class HttpLoad {
  private static final int DEFAULT_STARTS = 3;
  private static final int DEFAULT_SECONDS = 10;
  private static final int CONNECTIONS = 64;

  private final Bare p256;
  private final Bare rsa;
  private final ServerFigures raw;
  private final ServerFigures route;
  private final ServerFigures billed;
  private final ServerFigures unbilled;
  private final ServerFigures billedRsa;

  /** A bare signature and what it cost, start by start. */
  private record Bare(BareSignature signature, Figures micros) {
    static Bare of(BasicServer server, KeyKind kind) throws Exception {
      BareSignature signature = BareSignature.of(server.site(), kind);
      BareSignature.product(server.site(), kind); // or it would be no reference
      return new Bare(signature, new Figures(1));
    }
  }

  private HttpLoad(Path work) throws Exception {
    BasicServer basic =
        BasicServer.prepare("`basic`, P-256", work.resolve("p256"), KeyKind.EC_P256);
    BasicServer noBilling =
        BasicServer.prepare(
            "`basic`, P-256, no billing",
            work.resolve("unbilled"),
            KeyKind.EC_P256,
            "ocsp.billing.enabled = false");
    BasicServer basicRsa =
        BasicServer.prepare("`basic`, RSA-2048", work.resolve("rsa"), KeyKind.RSA_2048);
    p256 = Bare.of(basic, KeyKind.EC_P256);
    rsa = Bare.of(basicRsa, KeyKind.RSA_2048);
    raw =
        new ServerFigures(
            new ReferenceServer(
                "Netty alone, constant", RawNetty.class, work.resolve("raw.log"), basic.ders()));
    route =
        new ServerFigures(
            new ReferenceServer(
                "our route, constant",
                ConstantRoute.class,
                work.resolve("route.log"),
                basic.ders()));
    billed = new ServerFigures(basic);
    unbilled = new ServerFigures(noBilling);
    billedRsa = new ServerFigures(basicRsa);
  }

  public static void main(String[] args) throws Exception {
    int starts = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_STARTS;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_SECONDS;
    Report report = new Report("HttpLoad", ServerFigures.HEAD);
    Machine.describe(report);
    report.fact(
        "size",
        "%d connections, %d s measured after a warm-up of 10 s or more"
            .formatted(CONNECTIONS, seconds));
    report.fact("command", "`bench/run HttpLoad %d %d`".formatted(starts, seconds));
    report.fact("runs", starts + " starts of each, in turn; median (min–max)");
    Path work = Directories.work("http-load");
    HttpLoad load = new HttpLoad(work);
    load.run(starts, Duration.ofSeconds(seconds));
    load.addTo(report);
    report.publish();
    Directories.delete(work);
  }

  private List<ServerFigures> servers() {
    return List.of(raw, route, billed, unbilled, billedRsa);
  }

  private void run(int starts, Duration duration) throws Exception {
    for (int start = 0; start < starts; start++) {
      for (Bare bare : List.of(p256, rsa)) {
        bare.micros().add(bare.signature().micros());
      }
      for (ServerFigures each : servers()) {
        measure(each, duration);
        System.err.printf(
            "start %d of %d, %s: %.1f µs%n",
            start + 1, starts, each.server().name(), each.cpu().get(start));
      }
    }
  }

  private static void measure(ServerFigures figures, Duration duration)
      throws IOException, InterruptedException {
    Server server = figures.server();
    try (Launched process = server.start();
        ClosedLoop load =
            ClosedLoop.begin(
                server.uri(), server.requests(), CONNECTIONS, ClosedLoop.Connections.KEPT)) {
      WarmUp.run(load, process.pid());
      ProcessCpu before = ProcessCpu.of(process.pid());
      LoadWindow window = load.run(duration);
      ProcessCpu used = ProcessCpu.of(process.pid()).since(before);
      figures.add(window, used, Machine.peakMemory(process.pid()));
    }
  }

  private void addTo(Report report) {
    servers().forEach(each -> each.addTo(report));
    report.table("Where the CPU time goes", ServerFigures.USE_HEAD);
    servers().forEach(each -> each.addUseTo(report));
    report.table("Goals", "goal", "measured, µs", "limit, µs", "starts within it", "met");
    Figures routeLimit = limit(start -> 1.4 * raw.cpu().get(start));
    goal(report, "our route, constant ≤ 1.4 × Netty alone", route.cpu(), routeLimit);
    for (Basic each : List.of(new Basic(p256, billed), new Basic(rsa, billedRsa))) {
      goal(
          report,
          "%s ≤ bare signature (%s, %s) + 2.5 × Netty alone"
              .formatted(
                  each.figures().server().name(),
                  each.bare().signature().provider().getName(),
                  each.bare().micros().text()),
          each.figures().cpu(),
          limit(start -> each.bare().micros().get(start) + 2.5 * raw.cpu().get(start)));
    }
    Figures billing = new Figures(1);
    for (int start = 0; start < billed.cpu().size(); start++) {
      billing.add(billed.cpu().get(start) - unbilled.cpu().get(start));
    }
    goal(report, "billing: `basic`, P-256 with it − without it", billing, limit(start -> 2));
    report.note(
        "A limit is made of what the same start measured; a goal counts as met if the median is"
            + " within the median limit.");
  }

  private record Basic(Bare bare, ServerFigures figures) {}

  private Figures limit(IntToDoubleFunction ofStart) {
    Figures limit = new Figures(1);
    for (int start = 0; start < raw.cpu().size(); start++) {
      limit.add(ofStart.applyAsDouble(start));
    }
    return limit;
  }

  private static void goal(Report report, String goal, Figures measured, Figures limit) {
    List<Integer> within = new ArrayList<>();
    for (int start = 0; start < measured.size(); start++) {
      if (measured.get(start) <= limit.get(start)) {
        within.add(start);
      }
    }
    report.row(
        goal,
        measured.text(),
        limit.text(),
        within.size() + " of " + measured.size(),
        measured.median() <= limit.median() ? "yes" : "no");
  }
}
