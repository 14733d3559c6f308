package io.camelocsp.bench;

import io.camelocsp.bench.ProcessCpu.Use;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What was measured of one server, start by start. Not thread-safe. */
final class ServerFigures {
  private final Server server;
  private final Figures rate = new Figures(0);
  private final Samples median = new Samples();
  private final Samples p99 = new Samples();
  private final Figures cpu = new Figures(1);
  private final Figures user = new Figures(1);
  private final Figures system = new Figures(1);
  private final Map<Use, Figures> byUse = new EnumMap<>(Use.class);
  private String peakMemory = "";
  private long octets;
  private long answers;
  private long checked;
  private final List<String> wrong = new ArrayList<>();

  ServerFigures(Server server) {
    this.server = server;
    for (Use use : Use.values()) {
      byUse.put(use, new Figures(1));
    }
  }

  Server server() {
    return server;
  }

  /** CPU microseconds for each request. */
  Figures cpu() {
    return cpu;
  }

  /** One start. */
  void add(LoadWindow window, ProcessCpu used, String peakMemory) {
    double requests = window.answers();
    rate.add(requests / window.seconds());
    median.add(window.times().quantile(0.5));
    p99.add(window.times().quantile(0.99));
    cpu.add(used.totalMicros() / requests);
    user.add(used.userMicros() / requests);
    system.add(used.systemMicros() / requests);
    for (Use use : Use.values()) {
      of(use).add(used.micros(use) / requests);
    }
    this.peakMemory = peakMemory;
    octets = window.meanOctets();
    answers += window.answers();
    window.others().forEach((what, count) -> wrong.add(what + ": " + count));
    check(window);
  }

  private void check(LoadWindow window) {
    for (LoadWindow.Sample sample : window.samples()) {
      try {
        server.check(sample);
        checked++;
      } catch (AnswerCheck.WrongAnswerException e) {
        wrong.add(String.valueOf(e.getMessage()));
      }
    }
  }

  private Figures of(Use use) {
    return Objects.requireNonNull(byUse.get(use));
  }

  /** The line of the first table; {@link #HEAD} is its head. */
  void addTo(Report report) {
    report.row(
        server.name(),
        rate.text(),
        median.text(),
        p99.text(),
        cpu.text(),
        Long.toString(octets),
        peakMemory,
        String.format(Locale.ROOT, "%,d", answers),
        String.format(Locale.ROOT, "%,d", checked),
        wrong.isEmpty() ? "0" : String.join("; ", wrong.stream().limit(5).toList()));
  }

  static final String[] HEAD = {
    "server",
    "requests/s",
    "p50, ms",
    "p99, ms",
    "server CPU, µs/request",
    "octets",
    "peak RSS",
    "answers",
    "checked in full",
    "wrong"
  };

  /** The line of the second table; {@link #USE_HEAD} is its head. */
  void addUseTo(Report report) {
    report.row(
        server.name(),
        user.text(),
        system.text(),
        of(Use.REQUESTS).text(),
        of(Use.SIGNING).text(),
        of(Use.BILLING).text(),
        of(Use.COLLECTOR).text(),
        of(Use.COMPILER).text());
  }

  static final String[] USE_HEAD = {
    "CPU, µs/request",
    "in user mode",
    "in the kernel",
    "event loops",
    "signing threads",
    "journal's writer",
    "collector",
    "compiler"
  };
}
