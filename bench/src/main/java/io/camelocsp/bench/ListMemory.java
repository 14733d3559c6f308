package io.camelocsp.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a loaded list takes of memory: a process of its own, with a heap so small that a parse tree
 * of the list would not fit, takes in a small list first and then the large one.
 *
 * @param liveOctets what the large list added to the heap, garbage collected
 * @param directOctets what it added outside of the heap, mappings of files not counted
 * @param mappedOctets what it added to the mappings of files
 * @param peakOctets most of the heap that was in use at any time, garbage included
 * @param maxHeapMebibytes what the heap was limited to
 */
record ListMemory(
    long liveOctets, long directOctets, long mappedOctets, long peakOctets, int maxHeapMebibytes) {
  private static final int MAX_HEAP_MEBIBYTES = 48;

  /** Measures in a process of its own. */
  static ListMemory of(X509Certificate ca, Path small, Path large, Path work) throws Exception {
    Path certificate = Files.write(work.resolve("ca.der"), ca.getEncoded());
    Path output = work.resolve("memory.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + MAX_HEAP_MEBIBYTES + "m");
    command.add("-XX:+UseSerialGC");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ListMemory.class.getName());
    for (Path each : List.of(certificate, small, large, work.resolve("archive"))) {
      command.add(each.toString());
    }
    try (Launched process = Launched.start(output, command)) {
      process.untilExit();
    }
    List<String> lines = Files.readAllLines(output);
    String[] figures = lines.get(lines.size() - 1).split(" ");
    return new ListMemory(
        Long.parseLong(figures[0]),
        Long.parseLong(figures[1]),
        Long.parseLong(figures[2]),
        Long.parseLong(figures[3]),
        MAX_HEAP_MEBIBYTES);
  }

  public static void main(String[] args) throws Exception {
    X509Certificate ca =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(
                    new ByteArrayInputStream(Files.readAllBytes(Path.of(args[0]))));
    LoadedList list = new LoadedList(ca, Path.of(args[3]));
    list.accept(Path.of(args[1]));
    long live = live();
    long direct = pool("direct");
    long mapped = pool("mapped");
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    list.accept(Path.of(args[2]));
    long peak = heapPools().stream().mapToLong(each -> each.getPeakUsage().getUsed()).sum();
    System.out.println(
        (live() - live)
            + " "
            + (pool("direct") - direct)
            + " "
            + (pool("mapped") - mapped)
            + " "
            + peak);
    if (list.data().snapshot().evidence().isEmpty()) {
      throw new IOException("the list is gone");
    }
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static long live() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return heapPools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
  }

  private static long pool(String name) {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals(name))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }
}
