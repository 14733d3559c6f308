package io.camelocsp.bench;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCrls;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Time from starting the process {@code bin/camel-ocsp run} to the first right OCSP answer, checked
 * with its signature, where the issuer's list has 100,000 entries with serial numbers of 20 octets:
 * restarted with the list in the archive, and started for the first time with the list in the
 * watched directory. Asked about a revoked certificate on a raw socket, every 5 ms until it is
 * right. In turn with the references: {@code java -version}, and a JVM that only opens a socket.
 *
 * <p>Goal: 3 s on two cores.
 *
 * <p>Size: 4 × 7 starts, about 2 minutes. Command: {@code bench/run FirstAnswer [RUNS]}
 */
final class FirstAnswer {
  private static final int ENTRIES = 100_000;
  private static final int ASKED_ENTRY = 77_777;
  private static final int DEFAULT_RUNS = 7;
  private static final Duration GOAL = Duration.ofSeconds(3);
  private static final List<String> JAVA =
      List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString());

  private final Path work;
  private final Samples version = new Samples();
  private final Samples socket = new Samples();

  private FirstAnswer(Path work) {
    this.work = work;
  }

  public static void main(String[] args) throws Exception {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : DEFAULT_RUNS;
    Report report =
        new Report("FirstAnswer", "signer", "list", "first right answer, ms", "≤ 3,000 ms");
    Machine.describe(report);
    report.fact("size", "a CRL of %,d entries, serial numbers of 20 octets".formatted(ENTRIES));
    report.fact("command", "`bench/run FirstAnswer " + runs + "`");
    report.fact("runs", runs + " of each, in turn; median (min–max)");
    new FirstAnswer(Directories.work("first-answer")).run(runs, report);
    report.publish();
  }

  private void run(int runs, Report report) throws IOException, InterruptedException {
    List<Case> cases = new ArrayList<>();
    for (KeyKind signer : List.of(KeyKind.EC_P256, KeyKind.RSA_2048)) {
      Path directory = Files.createDirectories(work.resolve(signer.name()));
      TestSite site = new TestSite(directory, signer);
      Path list = TestCrls.large(site.nextCrl(), ENTRIES, site.path("large.crl"));
      cases.add(new Case(signer, site, list, Begin.ARCHIVE, new Samples()));
      cases.add(new Case(signer, site, list, Begin.WATCHED_DIRECTORY, new Samples()));
    }
    for (int run = 0; run < runs; run++) {
      measureReferences();
      for (Case each : cases) {
        each.measure();
      }
      System.err.println("run " + (run + 1) + " of " + runs);
    }
    report.row("–", "reference: `java -version`", version.text(), "");
    report.row("–", "reference: a JVM that opens a socket", socket.text(), "");
    for (Case each : cases) {
      report.row(
          each.signer.toString(), each.begin.text, each.times.text(), each.times.within(GOAL));
    }
  }

  private void measureReferences() throws IOException, InterruptedException {
    Path output = work.resolve("reference.log");
    try (Launched java = Launched.start(output, join(JAVA, List.of("-version")))) {
      version.add(java.untilExit());
    }
    int port = TestSite.freePort();
    List<String> arguments =
        List.of("-cp", System.getProperty("java.class.path"), BareSocket.class.getName());
    try (Launched java =
        Launched.start(output, join(join(JAVA, arguments), List.of(Integer.toString(port))))) {
      socket.add(java.untilItAccepts(URI.create("http://127.0.0.1:" + port + "/")));
    }
  }

  private static List<String> join(List<String> one, List<String> other) {
    List<String> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  /** Where the list is when the process starts. */
  private enum Begin {
    ARCHIVE("in the archive: restart"),
    WATCHED_DIRECTORY("in the watched directory: first start");

    private final String text;

    Begin(String text) {
      this.text = text;
    }
  }

  /** One line of the table. */
  private record Case(KeyKind signer, TestSite site, Path list, Begin begin, Samples times) {
    void measure() throws IOException, InterruptedException {
      // Each measures a start of its own kind: the archive is made by the first start before it.
      if (begin == Begin.WATCHED_DIRECTORY || !Files.exists(site.path("data"))) {
        dropFirst();
      }
      if (begin == Begin.ARCHIVE && Files.exists(site.path("drop").resolve("large.crl"))) {
        start();
      }
      times.add(start());
    }

    private void dropFirst() throws IOException {
      Directories.delete(site.path("data"));
      Path dropped = site.path("drop").resolve("large.crl");
      Files.deleteIfExists(dropped);
      Files.createLink(dropped, list);
    }

    private Duration start() throws IOException, InterruptedException {
      Question question = Question.listed(site.ca(), ASKED_ENTRY);
      AnswerCheck check = new AnswerCheck(site.signer().certificate());
      try (Launched camelOcsp = Launched.camelOcsp(site.configuration())) {
        return camelOcsp.untilFirstAnswer(site.uri(), question, check);
      }
    }
  }
}
