package io.camelocsp.bench;

import io.camelocsp.bench.ProcessCpu.Use;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How often the threads of a living process went to sleep of themselves and had to be woken, by
 * what they are for. A start whose requests cost more in the kernel shows here whether they were
 * woken more often.
 *
 * @param byUse of its living threads
 */
record ContextSwitches(Map<Use, Long> byUse) {
  private static final String VOLUNTARY = "voluntary_ctxt_switches:";

  static ContextSwitches of(long pid) throws IOException {
    Map<Use, Long> byUse = new EnumMap<>(Use.class);
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        try {
          List<String> status = Files.readAllLines(thread.resolve("status"));
          byUse.merge(Use.of(value(status, "Name:")), number(status), Long::sum);
        } catch (NoSuchFileException e) {
          // it has just ended
        }
      }
    }
    return new ContextSwitches(byUse);
  }

  private static long number(List<String> status) {
    return Long.parseLong(value(status, VOLUNTARY));
  }

  private static String value(List<String> status, String field) {
    return status.stream()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).strip())
        .findFirst()
        .orElseThrow();
  }

  /** How many since then. */
  long since(ContextSwitches before, Use use) {
    return byUse.getOrDefault(use, 0L) - before.byUse.getOrDefault(use, 0L);
  }
}
