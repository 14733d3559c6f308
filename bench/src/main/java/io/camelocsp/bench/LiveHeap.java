package io.camelocsp.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The heap of another process, as {@code jcmd} tells it. */
final class LiveHeap {
  private LiveHeap() {}

  /** What is in use after a collection. */
  static long mebibytes(long pid) throws IOException, InterruptedException {
    jcmd(pid, "GC.run");
    // "PSYoungGen total 1K, used 2K [...", "ParOldGen ...", "Metaspace used ...": heap comes first
    long kilobytes = 0;
    for (String line : jcmd(pid, "GC.heap_info").split("\n")) {
      if (line.strip().startsWith("Metaspace")) {
        break;
      }
      int used = line.indexOf(" used ");
      if (used >= 0 && line.contains("total")) {
        kilobytes += Long.parseLong(line.substring(used + 6).replaceFirst("K.*", "").strip());
      }
    }
    return kilobytes / 1024;
  }

  private static String jcmd(long pid, String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException("jcmd " + command + " failed: " + output);
    }
    return output;
  }
}
