package io.camelocsp.standalone.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What another Java process holds, as Linux and its virtual machine tell.
 *
 * @param descriptors open files, sockets among them
 * @param threads of the operating system
 * @param residentBytes its memory that is in the machine's
 * @param liveHeapBytes what its objects take up after a full collection
 */
record ProcessUsage(long descriptors, long threads, long residentBytes, long liveHeapBytes) {

  /** Measures it; collects its garbage first. */
  static ProcessUsage of(long pid) throws IOException, InterruptedException {
    long live = liveHeapBytes(pid);
    List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
    return new ProcessUsage(
        descriptors(pid), number(status, "Threads:"), 1024 * number(status, "VmRSS:"), live);
  }

  static long descriptors(long pid) {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long number(List<String> status, String field) {
    return status.stream()
        .filter(line -> line.startsWith(field))
        .mapToLong(line -> Long.parseLong(line.split("\\s+")[1]))
        .findFirst()
        .orElseThrow();
  }

  /** The last line of a histogram of live objects: {@code Total INSTANCES BYTES}. */
  private static long liveHeapBytes(long pid) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String output = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (jcmd.waitFor() != 0) {
      throw new IOException("jcmd failed: " + output);
    }
    String[] total = output.substring(output.lastIndexOf("Total")).split("\\s+");
    return Long.parseLong(total[2]);
  }
}
