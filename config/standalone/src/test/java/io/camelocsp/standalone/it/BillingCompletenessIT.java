package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.billing.BillingRecord;
import io.camelocsp.billing.JournalReader;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each answer has its billing record, over stops and kills of the process. */
class BillingCompletenessIT {
  private static final int CLIENTS = 8;
  private static final int ANSWERS = 100_000;
  private static final int KILLS = 6;
  private static final int FIRST_SERIAL = 100_000_000;

  /** What a process that ended by the signal, in its own time, returns. */
  private static final int SIGTERM = 128 + 15;

  @TempDir Path directory;

  private TestSite site(String... configuration) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256, configuration);
    try (RunningProcess responder = RunningProcess.run(site)) {
      site.dropNextCrl();
      responder.awaitList(site);
    }
    return site;
  }

  private static Path billing(TestSite site) {
    return site.path("data").resolve("billing");
  }

  /** Not while the first list was waited for. */
  private static boolean isAskedByClients(String serial) {
    return serial.length() <= 8 && Integer.parseInt(serial, 16) >= FIRST_SERIAL;
  }

  /** The serial numbers of all records with an answer; what is no record fails the test. */
  private static List<String> billed(TestSite site, List<Path> files) throws Exception {
    List<String> serials = new ArrayList<>();
    for (Path file : files) {
      new JournalReader()
          .read(
              file,
              new JournalReader.Sink() {
                @Override
                public void record(BillingRecord each) {
                  each.certificates().stream()
                      .map(BillingRecord.Certificate::serial)
                      .filter(BillingCompletenessIT::isAskedByClients)
                      .forEach(serials::add);
                }

                @Override
                public void damaged(long line, String reason) {
                  throw new AssertionError(file + ", line " + line + ": " + reason);
                }

                @Override
                public void unfinished(long octets) {
                  throw new AssertionError(file + " ends in half a line");
                }
              });
    }
    assertThat(site.path("data")).isDirectory();
    return serials;
  }

  @Test
  void anOrderlyStopInTheMiddleNeitherLosesARecordNorMakesOneTooMany() throws Exception {
    TestSite site = site("ocsp.billing.rotate-size = 4m", "ocsp.billing.gzip = true");
    BillingClients clients = BillingClients.begin(site, CLIENTS, ANSWERS, FIRST_SERIAL);
    try (clients) {
      try (RunningProcess responder = RunningProcess.run(site)) {
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> clients.count() > ANSWERS / 2);
        stopInOrder(responder);
      }
      try (RunningProcess responder = RunningProcess.run(site)) {
        clients.join();
        stopInOrder(responder);
      }
    }
    List<Path> files = JournalReader.filesIn(billing(site));
    assertThat(files.size()).as("files were finished meanwhile").isGreaterThan(4);
    List<String> billed = billed(site, files);

    assertThat(new HashSet<>(billed)).as("once each").hasSameSizeAs(billed);
    assertThat(without(clients.answered(), billed)).as("answers without a record").isEmpty();
    assertThat(without(billed, clients.answered())).as("records without an answer").isEmpty();
    assertThat(clients.refusals()).as("refused by HTTP").isEmpty();
    assertThat(clients.count()).isGreaterThanOrEqualTo(ANSWERS);
    assertSums(site, clients.count());
  }

  private static void stopInOrder(RunningProcess responder) throws Exception {
    assertThat(responder.stop(Duration.ofMinutes(1))).as(responder.output()).isEqualTo(SIGTERM);
    assertThat(responder.output()).doesNotContain("ERROR");
  }

  private static Set<String> without(Collection<String> some, Collection<String> others) {
    Set<String> rest = new HashSet<>(some);
    rest.removeAll(new HashSet<>(others));
    return rest;
  }

  /** The command says the same, of files that are packed and of one that is not. */
  private void assertSums(TestSite site, int answers) throws Exception {
    Path output = directory.resolve("sums.json");
    Process sums =
        new ProcessBuilder(
                RunningProcess.launcher().toString(),
                "billing",
                "--by",
                "customer,responder",
                "--per",
                "all",
                "--format",
                "json",
                billing(site).toString())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(sums.waitFor()).isZero();
    JsonNode result = new ObjectMapper().readTree(Files.readString(output));
    assertThat(result.get("sums")).hasSize(1);
    JsonNode sum = result.get("sums").get(0);
    assertThat(sum.get("customer").asText()).isEqualTo("127.0.0.1");
    assertThat(sum.get("good").asInt()).isEqualTo(answers);
    assertThat(sum.get("requests").asInt() - sum.get("errors").asInt())
        .isEqualTo(sum.get("certificates").asInt());
  }

  @Test
  void withDurabilityNoAnswerIsWithoutItsRecordWheneverTheProcessIsKilled() throws Exception {
    TestSite site = site("ocsp.billing.durability = sync", "ocsp.billing.rotate-size = 64k");
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> answered = new ArrayList<>();
    int serial = FIRST_SERIAL;
    for (int kill = 0; kill < KILLS; kill++) {
      RunningProcess responder = RunningProcess.run(site);
      BillingClients clients = BillingClients.begin(site, CLIENTS, Integer.MAX_VALUE, serial);
      try (clients) {
        Awaitility.await().until(() -> clients.count() > 0);
        responder.killAfter(Duration.ofMillis(50 + random.nextInt(1_000)));
      }
      answered.addAll(clients.answered());
      serial = clients.last();
    }
    RunningProcess.run(site).close(); // cuts what is half
    List<String> billed = billed(site, JournalReader.filesIn(billing(site)));

    assertThat(answered).as("seed " + seed).hasSizeGreaterThan(100);
    assertThat(new HashSet<>(billed)).as("seed " + seed).containsAll(answered);
    assertThat(new HashSet<>(billed)).as("once each").hasSameSizeAs(billed);
    // In flight at a kill: on the disk, and the answer did not reach its client.
    assertThat(billed.size() - answered.size()).isBetween(0, KILLS * CLIENTS);
  }
}
