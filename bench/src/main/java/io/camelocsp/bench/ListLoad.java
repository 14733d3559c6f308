package io.camelocsp.bench;

import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCrls;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Taking in CRLs of 100,000, 1 million and 5 million entries with serial numbers of 20 octets,
 * every second one with a reason: time from the file to visible, signature (P-256) verified; heap
 * while loading and after; look-up, half of the questions listed. Beside it the JDK's and Bouncy
 * Castle's readers, signature verified too, and what nobody can do without: one read of the file
 * and one SHA-256 over it, and for a look-up one read from memory that depends on the one before.
 *
 * <p>The product also takes in a list that replaces one of the same size while a thread asks
 * without end (with the JVM's own collector and Flight Recorder: the JVM's longest pause, the
 * slowest look-up), a delta of 10,000 new entries, and a list from and to the disk, with everything
 * forced to it.
 *
 * <p>Each figure is of a process of its own that has loaded ten lists of up to 250,000 entries and
 * a delta of each before, so that its code is compiled. Other files lie in memory ({@code
 * /dev/shm}), so that nothing is waited for but the work.
 *
 * <p>Goals: load ≤ 4 × read and SHA-256; heap while loading ≤ 80 octets per entry; after ≤ 32; a
 * look-up in 5 million entries ≤ 300 ns; a delta ≤ 50 ms; no pause over 20 ms.
 *
 * <p>Size: 3 runs of each, about 9 minutes. Command: {@code bench/run ListLoad [RUNS [ENTRIES...]]}
 */
final class ListLoad {
  private static final int WARM_UP_ENTRIES = 250_000;
  private static final int WARM_UPS = 10;
  private static final int DELTA_ENTRIES = 10_000;
  private static final Instant REVOKED_AT = Instant.parse("2026-11-01T12:00:00Z");
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
  private record Run(
      double millis,
      double keptOctets,
      double peakOctets,
      double lookUpNanos,
      double pauseMillis,
      double slowestMillis) {
    static Run of(String line) {
      double[] figures =
          Arrays.stream(line.split(" ")).limit(6).mapToDouble(Double::parseDouble).toArray();
      return new Run(figures[0], figures[1], figures[2], figures[3], figures[4], figures[5]);
    }
  }

  /**
   * What one process does.
   *
   * @param asked whether a thread asks meanwhile
   */
  private record Job(
      String what,
      String reader,
      int entries,
      Path place,
      List<Path> before,
      Path list,
      Asked asked) {}

  /** Whether anybody asks while a list is loaded. */
  private enum Asked {
    NOT,
    WITHOUT_END
  }

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
            "look-up, ns",
            "longest pause, ms",
            "slowest look-up, ms");
    Machine.describe(report);
    report.fact("size", runs + " processes for each line; median (min–max)");
    report.fact("command", "`bench/run ListLoad " + runs + "`");
    for (int entries : sizes) {
      Map<String, List<Run>> all = new LinkedHashMap<>();
      List<Path> warmUps = warmUps(Math.min(entries, WARM_UP_ENTRIES));
      List<Job> jobs = jobs(entries);
      for (int i = 0; i < runs; i++) {
        for (Job job : jobs) {
          Run run = run(job, warmUps);
          System.err.println(entries + " " + job.what() + ": " + run);
          all.computeIfAbsent(job.what(), key -> new ArrayList<>()).add(run);
        }
      }
      double reference = millis(all.getOrDefault(REFERENCE, List.of())).median();
      all.forEach((what, of) -> addTo(report, entries, what, of, reference));
    }
    report.publish();
    Directories.delete(disk);
  }

  private List<Path> warmUps(int entries) throws Exception {
    List<Path> files = new ArrayList<>();
    for (int i = 1; i <= WARM_UPS; i++) {
      int number = 10 * i;
      files.add(TestCrls.large(ca.crl().number(number), entries, work.resolve("warm-" + i)));
      files.add(delta(number, number + 1, work.resolve("warm-delta-" + i)));
    }
    return files;
  }

  private Path delta(int base, int number, Path file) throws Exception {
    CrlBuilder delta = ca.crl().delta(base).number(number);
    Random random = new Random(number);
    for (int i = 0; i < DELTA_ENTRIES; i++) {
      delta.revoke(new BigInteger(157, random).setBit(157), REVOKED_AT, 1);
    }
    return Files.write(file, delta.der());
  }

  private List<Job> jobs(int entries) throws Exception {
    Path list = TestCrls.large(ca.crl().number(4), entries, work.resolve("list"));
    Path next = TestCrls.large(ca.crl().number(5), entries, work.resolve("next"));
    Path delta = delta(5, 6, work.resolve("delta"));
    Path onDisk = Files.copy(list, disk.resolve("list-" + entries));
    List<Job> jobs = new ArrayList<>();
    for (String reader : List.of(REFERENCE, PRODUCT, "jdk", "bouncy-castle")) {
      jobs.add(new Job(reader, reader, entries, work, List.of(), list, Asked.NOT));
    }
    jobs.add(new Job("product, all on disk", PRODUCT, entries, disk, List.of(), onDisk, Asked.NOT));
    jobs.add(
        new Job(
            "product, replacing, asked meanwhile",
            PRODUCT,
            entries,
            work,
            List.of(list),
            next,
            Asked.WITHOUT_END));
    jobs.add(
        new Job(
            "product, delta of 10,000", PRODUCT, entries, work, List.of(next), delta, Asked.NOT));
    return jobs;
  }

  private Run run(Job job, List<Path> warmUps) throws Exception {
    Path archive = job.place().resolve("archive");
    Directories.delete(archive);
    boolean asked = job.asked() == Asked.WITHOUT_END;
    List<Path> lists = new ArrayList<>(warmUps);
    if (!job.reader().equals(PRODUCT)) {
      lists.removeIf(each -> each.toString().contains("delta")); // which the others do not know
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(asked ? List.of("-Dasked=true") : List.of("-Xmx8g", "-XX:+UseParallelGC"));
    command.addAll(heap(job));
    command.add("-Dentries=" + job.entries());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ListLoadRun.class.getName(), job.reader(), certificate.toString()));
    command.addAll(List.of(archive.toString(), String.valueOf(lists.size())));
    lists.addAll(job.before());
    lists.add(job.list());
    lists.forEach(each -> command.add(each.toString()));
    Path output = work.resolve("run.txt");
    try (Launched process = Launched.start(output, command)) {
      process.untilExit();
    }
    List<String> lines = Files.readAllLines(output);
    return Run.of(lines.get(lines.size() - 1));
  }

  /**
   * Heap that is the process' before it begins: a virtual machine may have to fetch memory that was
   * never touched from its host, which takes longer than all the rest.
   */
  private static List<String> heap(Job job) {
    boolean large = !job.reader().equals(PRODUCT) && !job.reader().equals(REFERENCE);
    return List.of(large ? "-Xms2g" : "-Xms1g", "-XX:+AlwaysPreTouch");
  }

  private static void addTo(
      Report report, int entries, String what, List<Run> runs, double reference) {
    Figures load = millis(runs);
    boolean bare = what.equals(REFERENCE);
    boolean asked = runs.get(0).slowestMillis() > 0;
    report.row(
        String.format(Locale.ROOT, "%,d", entries),
        what,
        load.text(),
        String.format(Locale.ROOT, "%.1f", load.median() / reference),
        bare ? "" : perEntry(runs.stream().map(Run::peakOctets).toList(), entries),
        bare ? "" : perEntry(runs.stream().map(Run::keptOctets).toList(), entries),
        figures(runs.stream().map(Run::lookUpNanos).toList(), 0).text(),
        asked ? figures(runs.stream().map(Run::pauseMillis).toList(), 1).text() : "",
        asked ? figures(runs.stream().map(Run::slowestMillis).toList(), 1).text() : "");
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
