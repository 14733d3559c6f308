package io.camelocsp.bench;

import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCrls;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Taking in complete CRLs of 100,000, 1 million and 5 million entries with serial numbers of 20
 * octets, every second one with a reason: time from the file to visible, signature (P-256)
 * verified; heap while loading and after; look-up, half of the questions listed. Beside it the
 * JDK's and Bouncy Castle's readers, signature verified too, and what nobody can do without: one
 * read of the file and one SHA-256 over it.
 *
 * <p>Each figure is of a process of its own that has loaded three lists of 100,000 entries before,
 * so that its code is compiled. Files lie in memory ({@code /dev/shm}), so that nothing is waited
 * for but the work; the product also loads from and to the disk, with everything forced to it.
 *
 * <p>Goals: load ≤ 4 × read and SHA-256; heap while loading ≤ 80 octets per entry; after ≤ 32; a
 * look-up in 5 million entries ≤ 300 ns.
 *
 * <p>Size: 3 runs of each, about 8 minutes. Command: {@code bench/run ListLoad [RUNS [ENTRIES...]]}
 */
final class ListLoad {
  private static final int WARM_UP = 100_000;
  private static final String REFERENCE = "read-and-hash";
  private static final String PRODUCT = "product";

  private final int runs;
  private final Path work;
  private final Path disk;
  private final Path certificate;
  private final TestCa ca;

  private ListLoad(int runs, Path work) throws Exception {
    this.runs = runs;
    this.work = work;
    this.disk = Directories.work("list-load");
    this.ca = TestCa.ec("Benchmark CA");
    this.certificate = Files.write(work.resolve("ca.der"), ca.certificate().getEncoded());
  }

  /** What one process printed. */
  private record Run(double millis, double liveOctets, double peakOctets, double lookUpNanos) {}

  /**
   * Runs it.
   *
   * @param args as in the class's description
   */
  public static void main(String[] args) throws Exception {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 3;
    List<Integer> sizes = new ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      sizes.add(Integer.parseInt(args[i]));
    }
    Path work = Files.createTempDirectory(Path.of("/dev/shm"), "camel-ocsp-list-load");
    try {
      new ListLoad(runs, work)
          .measure(sizes.isEmpty() ? List.of(100_000, 1_000_000, 5_000_000) : sizes);
    } finally {
      Directories.delete(work);
    }
  }

  private void measure(List<Integer> sizes) throws Exception {
    Report report =
        new Report(
            "ListLoad",
            "entries",
            "what",
            "load, ms",
            "× read and SHA-256",
            "heap while loading, octets/entry",
            "heap after, octets/entry",
            "look-up, ns");
    Machine.describe(report);
    report.fact("size", runs + " processes for each line; median (min–max)");
    report.fact("command", "`bench/run ListLoad " + runs + "`");
    List<Path> warmUps = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      warmUps.add(TestCrls.large(ca.crl().number(i), WARM_UP, work.resolve("warm-" + i)));
    }
    for (int entries : sizes) {
      Path list = TestCrls.large(ca.crl().number(4), entries, work.resolve("list"));
      Path onDisk = Files.copy(list, disk.resolve("list-" + entries));
      Map<String, List<Run>> all = new LinkedHashMap<>();
      for (int i = 0; i < runs; i++) {
        for (String reader : List.of(REFERENCE, PRODUCT, "jdk", "bouncy-castle")) {
          run(all, reader, reader, entries, work, warmUps, list);
        }
        run(all, "product, all on disk", PRODUCT, entries, disk, warmUps, onDisk);
      }
      double reference = millis(all.getOrDefault(REFERENCE, List.of())).median();
      all.forEach((what, of) -> addTo(report, entries, what, of, reference));
    }
    report.publish();
    Directories.delete(disk);
  }

  private void run(
      Map<String, List<Run>> all,
      String what,
      String reader,
      int entries,
      Path place,
      List<Path> warmUps,
      Path list)
      throws Exception {
    Path archive = place.resolve("archive");
    Directories.delete(archive);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx8g", "-XX:+UseParallelGC", "-Dentries=" + entries));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ListLoadRun.class.getName(), reader));
    command.addAll(List.of(certificate.toString(), archive.toString()));
    warmUps.forEach(each -> command.add(each.toString()));
    command.add(list.toString());
    Path output = work.resolve("run.txt");
    try (Launched process = Launched.start(output, command)) {
      process.untilExit();
    }
    List<String> lines = Files.readAllLines(output);
    String[] figures = lines.get(lines.size() - 1).split(" ");
    Run run =
        new Run(
            Double.parseDouble(figures[0]),
            Double.parseDouble(figures[1]),
            Double.parseDouble(figures[2]),
            Double.parseDouble(figures[3]));
    System.err.println(entries + " " + what + ": " + run);
    all.computeIfAbsent(what, key -> new ArrayList<>()).add(run);
  }

  private static void addTo(
      Report report, int entries, String what, List<Run> runs, double reference) {
    Figures load = millis(runs);
    boolean bare = what.equals(REFERENCE);
    report.row(
        String.format(Locale.ROOT, "%,d", entries),
        what,
        load.text(),
        String.format(Locale.ROOT, "%.1f", load.median() / reference),
        bare ? "" : perEntry(runs.stream().map(Run::peakOctets).toList(), entries),
        bare ? "" : perEntry(runs.stream().map(Run::liveOctets).toList(), entries),
        bare ? "" : figures(runs.stream().map(Run::lookUpNanos).toList(), 0).text());
  }

  private static Figures millis(List<Run> runs) {
    return figures(runs.stream().map(Run::millis).toList(), 0);
  }

  private static String perEntry(List<Double> octets, int entries) {
    return figures(octets.stream().map(each -> each / entries).toList(), 1).text();
  }

  private static Figures figures(List<Double> all, int decimals) {
    Figures figures = new Figures(decimals);
    all.forEach(figures::add);
    return figures;
  }
}
