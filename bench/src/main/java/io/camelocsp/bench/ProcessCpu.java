package io.camelocsp.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * The CPU time a living process has used, from {@code /proc/PID/stat}: in user mode, in the kernel,
 * and by what its threads are for.
 *
 * @param userMicros of the whole process
 * @param systemMicros of the whole process
 * @param byUse of its living threads, both modes
 */
record ProcessCpu(long userMicros, long systemMicros, Map<Use, Long> byUse) {
  /** USER_HZ, in which Linux tells times to users, is 100 on all machines Java runs on. */
  private static final long MICROS_PER_TICK = 10_000;

  /** Where a file's counting of fields begins again: after the name, which may hold anything. */
  private static final int UTIME = 11;

  private static final int STIME = 12;

  /** What threads are for, told by their names' first 15 characters. */
  enum Use {
    COMPILER,
    COLLECTOR,
    SIGNING,
    BILLING,
    /** Event loops, and all that is nothing of the above. */
    REQUESTS;

    static Use of(String thread) {
      if (thread.startsWith("C1 Compiler") || thread.startsWith("C2 Compiler")) {
        return COMPILER;
      }
      if (thread.startsWith("GC Thread") || thread.startsWith("G1 ") || thread.startsWith("VM T")) {
        return COLLECTOR;
      }
      if (thread.startsWith("ocsp-signing")) {
        return SIGNING;
      }
      return thread.startsWith("ocsp-billing") ? BILLING : REQUESTS;
    }
  }

  static ProcessCpu of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    Map<Use, Long> byUse = new EnumMap<>(Use.class);
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path thread : threads) {
        addThread(byUse, thread);
      }
    }
    String[] fields = fields(Files.readString(process.resolve("stat")));
    return new ProcessCpu(micros(fields[UTIME]), micros(fields[STIME]), byUse);
  }

  private static void addThread(Map<Use, Long> byUse, Path thread) throws IOException {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      String[] fields = fields(stat);
      byUse.merge(
          Use.of(stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'))),
          micros(fields[UTIME]) + micros(fields[STIME]),
          Long::sum);
    } catch (NoSuchFileException e) {
      // it has just ended; the process keeps the sum
    }
  }

  private static String[] fields(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  private static long micros(String ticks) {
    return Long.parseLong(ticks) * MICROS_PER_TICK;
  }

  /** What was used since then. */
  ProcessCpu since(ProcessCpu before) {
    Map<Use, Long> used = new EnumMap<>(Use.class);
    byUse.forEach((use, micros) -> used.put(use, micros - before.byUse.getOrDefault(use, 0L)));
    return new ProcessCpu(userMicros - before.userMicros, systemMicros - before.systemMicros, used);
  }

  long totalMicros() {
    return userMicros + systemMicros;
  }

  long micros(Use use) {
    return byUse.getOrDefault(use, 0L);
  }
}
