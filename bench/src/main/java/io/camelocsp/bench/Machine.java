package io.camelocsp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.stream.Stream;

/** What figures depend on and readers want to know. */
final class Machine {
  private Machine() {}

  /** Adds when and where this runs. */
  static void describe(Report report) throws IOException {
    report.fact("date", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
    report.fact(
        "machine",
        "%d cores, %s; %.0f GiB; %s %s"
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                value(Path.of("/proc/cpuinfo"), "model name"),
                Long.parseLong(value(Path.of("/proc/meminfo"), "MemTotal").replace(" kB", ""))
                    / (1024.0 * 1024),
                System.getProperty("os.name"),
                System.getProperty("os.version")));
    report.fact(
        "JDK",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    report.fact("load average before", Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    String options = System.getenv("CAMEL_OCSP_OPTS");
    report.fact("CAMEL_OCSP_OPTS", options == null || options.isBlank() ? "none" : options);
  }

  /** The most memory a living process has had resident, in MiB. */
  static String peakMemory(long pid) throws IOException {
    String kilobytes = value(Path.of("/proc", Long.toString(pid), "status"), "VmHWM");
    return String.format(
        Locale.ROOT, "%,d MiB", Long.parseLong(kilobytes.replace(" kB", "").strip()) / 1024);
  }

  private static String value(Path file, String key) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    }
  }
}
