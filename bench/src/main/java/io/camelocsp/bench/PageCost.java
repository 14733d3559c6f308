package io.camelocsp.bench;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the status page costs when it is open in browsers. Two figures of one process, a {@code
 * basic} responder with a P-256 signer and a list of 100,000 entries:
 *
 * <ul>
 *   <li>CPU time of the server for each OCSP request under the load of {@link HttpLoad}, in turn
 *       while nobody looks and while {@value #BROWSERS} pages are open. A page asks for {@code
 *       /status.json} and for what is new in {@code /history.json} every ten seconds;
 *   <li>CPU time for one such refresh, by itself: refreshes one after the other, nothing else
 *       asked. The report is made once a second at most, so they are a second and more apart.
 * </ul>
 *
 * <p>Goal: the medians of both kinds of windows are closer than the windows of one kind are to each
 * other; one page, as its refresh costs by itself, takes less than 0.1 % of a processor.
 *
 * <p>Size: {@link WarmUp}, 6 × 2 windows of 20 s, 60 refreshes; about 6 minutes. Command: {@code
 * bench/run PageCost [WINDOWS [SECONDS]]}
 */
final class PageCost {
  private static final int DEFAULT_WINDOWS = 6;
  private static final int DEFAULT_SECONDS = 20;
  private static final int CONNECTIONS = 64;
  private static final int BROWSERS = 10;
  private static final long EVERY_MILLIS = 10_000;
  private static final long APART_MILLIS = 1_050;
  private static final int REFRESHES = 60;

  private final URI page;
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicLong refreshes = new AtomicLong();

  private PageCost(URI page) {
    this.page = page;
  }

  public static void main(String[] args) throws Exception {
    int windows = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_WINDOWS;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : DEFAULT_SECONDS;
    Path work = Directories.work("page-cost");
    URI page = URI.create("http://127.0.0.1:" + TestSite.freePort() + "/");
    BasicServer server =
        BasicServer.prepare(
            "`basic`, P-256",
            work.resolve("p256"),
            KeyKind.EC_P256,
            "ocsp.administration.url = " + page);
    Report report = new Report("PageCost", "server CPU for a request, µs", "median (min–max)");
    Machine.describe(report);
    report.fact(
        "size",
        "%d connections, %d windows of each kind of %d s, in turn; %d pages"
            .formatted(CONNECTIONS, windows, seconds, BROWSERS));
    report.fact("command", "`bench/run PageCost %d %d`".formatted(windows, seconds));
    try (Launched process = server.start()) {
      new PageCost(page).run(process, server, windows, Duration.ofSeconds(seconds), report);
    }
    report.publish();
    Directories.delete(work);
  }

  private void run(
      Launched process, BasicServer server, int windows, Duration duration, Report report)
      throws Exception {
    Figures closed = new Figures(2);
    Figures open = new Figures(2);
    try (ClosedLoop load =
        ClosedLoop.begin(
            server.uri(), server.requests(), CONNECTIONS, ClosedLoop.Connections.KEPT)) {
      WarmUp.run(load, process.pid());
      for (int i = 0; i < windows; i++) {
        closed.add(micros(process, load, duration));
        ScheduledExecutorService browsers = openPages();
        try {
          open.add(micros(process, load, duration));
        } finally {
          browsers.shutdownNow();
        }
      }
    }
    report.row("nobody looks", closed.text());
    report.row(BROWSERS + " pages are open", open.text());
    report.row(
        BROWSERS + " pages, more than nobody", "%.2f".formatted(open.median() - closed.median()));
    double millis = refreshMillis(process);
    report.table("One refresh", "figure", "measured", "goal");
    report.row("server CPU for one refresh, ms", "%.2f".formatted(millis), "");
    report.row(
        "percent of a processor, for one page",
        "%.3f".formatted(100 * millis / EVERY_MILLIS),
        "0.1");
    report.note(refreshes.get() + " refreshes were asked for beside the load.");
  }

  private static double micros(Launched process, ClosedLoop load, Duration duration)
      throws IOException, InterruptedException {
    ProcessCpu before = ProcessCpu.of(process.pid());
    LoadWindow window = load.run(duration);
    return (double) ProcessCpu.of(process.pid()).since(before).totalMicros() / window.answers();
  }

  private ScheduledExecutorService openPages() {
    ScheduledExecutorService browsers = Executors.newScheduledThreadPool(1);
    for (int i = 0; i < BROWSERS; i++) {
      var unused =
          browsers.scheduleAtFixedRate(
              new Page(), i * EVERY_MILLIS / BROWSERS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
    return browsers;
  }

  /** CPU time less what the idle process takes. */
  private double refreshMillis(Launched process) throws Exception {
    double idle = pausesMillis(process, () -> {});
    return Math.max(0, pausesMillis(process, new Page()) - idle);
  }

  private static double pausesMillis(Launched process, Runnable each) throws Exception {
    ProcessCpu before = ProcessCpu.of(process.pid());
    for (int i = 0; i < REFRESHES; i++) {
      each.run();
      TimeUnit.MILLISECONDS.sleep(APART_MILLIS);
    }
    return ProcessCpu.of(process.pid()).since(before).totalMicros() / 1e3 / REFRESHES;
  }

  /** A page that is open: like status.js, it asks for all once and then for what is new. */
  private final class Page implements Runnable {
    private long last;

    @Override
    public void run() {
      ask("status.json");
      String history = ask("history.json?after=" + last);
      int end = history.indexOf(']', history.indexOf("\"times\""));
      String times = history.substring(0, end).strip();
      String newest = times.substring(Math.max(times.lastIndexOf(','), times.lastIndexOf('[')) + 1);
      if (!newest.isBlank()) {
        last = Long.parseLong(newest.strip());
      }
      refreshes.incrementAndGet();
    }

    private String ask(String what) {
      try {
        HttpRequest request = HttpRequest.newBuilder(page.resolve(what)).build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException(what + ": HTTP status " + answer.statusCode());
        }
        return answer.body();
      } catch (IOException e) {
        throw new IllegalStateException(what + " is not answered", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("the page was closed", e);
      }
    }
  }
}
