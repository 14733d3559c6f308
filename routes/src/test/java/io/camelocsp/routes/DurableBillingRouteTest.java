package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelocsp.administration.Health;
import io.camelocsp.administration.HealthState;
import io.camelocsp.operations.Line;
import io.camelocsp.operations.Operations;
import io.camelocsp.operations.StatusText;
import io.camelocsp.operations.TestCommands;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.SmallDisk;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What answers do while their billing records can be kept, and while they cannot. */
class DurableBillingRouteTest {
  private static final String TRY_LATER = "error 3";

  @TempDir Path directory;

  private static Optional<Finding> finding(RunningService running, String subject) {
    return running.service().findings(Instant.now()).stream()
        .filter(each -> each.subject().equals(subject))
        .findFirst();
  }

  private static int billedAnswers(Path journal) throws Exception {
    return (int)
        Files.readAllLines(journal).stream().filter(line -> line.contains("\"local\"")).count();
  }

  @ParameterizedTest
  @EnumSource(names = {"EC_P256", "RSA_2048"})
  void anAnswerIsOnlyThereWhenItsRecordIs(KeyKind kind) throws Exception {
    TestSite site = new TestSite(directory, kind, "ocsp.billing.durability = sync");
    Path journal = site.path("data").resolve("billing").resolve("billing.jsonl");
    BigInteger good = site.good().serial();
    byte[] post = HttpConnection.post(site.uri(), TestRequests.der(site.ca(), good));
    try (RunningService running = RunningService.of(site);
        HttpConnection connection = new HttpConnection(running.uri(), Duration.ofSeconds(10))) {
      site.dropNextCrl();
      new Client(running.uri(), site.signer()).await("good", site.ca(), good);
      int before = billedAnswers(journal);
      for (int i = 1; i <= 100; i++) {
        assertThat(connection.exchange(post).body().length).isGreaterThan(5);
        assertThat(billedAnswers(journal)).isEqualTo(before + i);
      }
    }
  }

  @Test
  void onAFullDiskNobodyIsAnsweredUntilThereIsSpaceAgain() throws Exception {
    Path mounted = Files.createDirectory(directory.resolve("disk"));
    try (SmallDisk disk = SmallDisk.mount(mounted, 256)) {
      Path journal = mounted.resolve("billing.jsonl");
      TestSite site =
          new TestSite(
              Files.createDirectory(directory.resolve("site")),
              KeyKind.EC_P256,
              "ocsp.billing.durability = sync",
              "ocsp.billing.journal = " + journal);
      BigInteger good = site.good().serial();
      try (RunningService running = RunningService.of(site)) {
        Client client = new Client(running.uri(), site.signer());
        site.dropNextCrl();
        client.await("good", site.ca(), good);
        disk.fill();
        client.await(TRY_LATER, site.ca(), good);
        int billed = billedAnswers(journal);
        for (int i = 0; i < 20; i++) {
          assertThat(client.status(site.ca(), good)).isEqualTo(TRY_LATER);
        }
        Finding failing = finding(running, "billing:failing").orElseThrow();
        assertThat(failing.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(failing.text()).contains("No space left", "tryLater", journal.toString());
        assertThat(billedAnswers(journal)).as("nobody pays for tryLater").isEqualTo(billed);
        assertThat(StatusText.of(new Operations(running.service()).status(), new TestCommands()))
            .extracting(Line::text)
            .contains("  df -h " + journal.getParent());
        assertNobodyIsSaidToBeAnswered(
            running, HttpConnection.post(site.uri(), TestRequests.der(site.ca(), good)));

        disk.free();
        client.await("good", site.ca(), good);
        assertThat(health(running)).isEqualTo(HealthState.OK);
        assertThat(finding(running, "billing:failing")).isEmpty();
        assertThat(finding(running, "billing:lost")).isEmpty();
      }
      assertThat(Files.readAllLines(journal)).allMatch(line -> line.endsWith("}"));
    }
  }

  private static HealthState health(RunningService running) {
    return new Health(AdministrationResources.vitals(running.service())).look().state();
  }

  private static void assertNobodyIsSaidToBeAnswered(RunningService running, byte[] post)
      throws Exception {
    Operations operations = new Operations(running.service());
    assertThat(health(running)).isEqualTo(HealthState.DOWN);
    assertThat(StatusText.headline(operations.status()))
        .contains("does not answer: site (tryLater)");
    long before = counted(running);
    try (HttpConnection connection = new HttpConnection(running.uri(), Duration.ofSeconds(10))) {
      String trace = Objects.requireNonNull(connection.exchange(post).headers().get("OCSP-Trace"));
      assertThat(operations.explainTrace(trace).request())
          .satisfies(failed -> assertThat(failed.reason()).contains("the billing record"));
    }
    assertThat(counted(running)).isEqualTo(before + 1);
  }

  private static long counted(RunningService running) {
    AtomicLong sum = new AtomicLong();
    running.service().meters().answers().forEach(each -> sum.addAndGet(each.count()));
    return sum.get();
  }

  @Test
  void twoInstallationsDoNotWriteOneJournal() throws Exception {
    String shared = "ocsp.billing.journal = " + directory.resolve("shared/billing.jsonl");
    TestSite one =
        new TestSite(Files.createDirectory(directory.resolve("one")), KeyKind.EC_P256, shared);
    TestSite two =
        new TestSite(Files.createDirectory(directory.resolve("two")), KeyKind.EC_P256, shared);
    try (RunningService running = RunningService.of(one)) {
      assertThatThrownBy(() -> RunningService.of(two).close())
          .isInstanceOf(IOException.class)
          .hasMessageContainingAll(
              "shared/billing.jsonl is written by another camel-ocsp", "ocsp.billing.journal");
      assertThat(running.lists()).hasSize(1);
    }
    try (RunningService running = RunningService.of(two)) {
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void withoutDurabilityAnswersGoOnOnAFullDiskAndLossesAreTold() throws Exception {
    Path mounted = Files.createDirectory(directory.resolve("disk"));
    try (SmallDisk disk = SmallDisk.mount(mounted, 256)) {
      TestSite site =
          new TestSite(
              Files.createDirectory(directory.resolve("site")),
              KeyKind.EC_P256,
              "ocsp.billing.queue = 5",
              "ocsp.billing.journal = " + mounted.resolve("billing.jsonl"));
      BigInteger good = site.good().serial();
      try (RunningService running = RunningService.of(site)) {
        Client client = new Client(running.uri(), site.signer());
        site.dropNextCrl();
        client.await("good", site.ca(), good);
        disk.fill();
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  assertThat(client.status(site.ca(), good)).isEqualTo("good");
                  return finding(running, "billing:lost").isPresent();
                });
        assertThat(finding(running, "billing:failing"))
            .hasValueSatisfying(
                each -> {
                  assertThat(each.severity()).isEqualTo(Severity.WARNING);
                  assertThat(each.text()).contains("No space left", "wait in memory");
                });
        assertThat(finding(running, "billing:lost").orElseThrow().text())
            .contains("billing records were lost since the start");

        disk.free();
        await().until(() -> finding(running, "billing:failing").isEmpty());
        assertThat(finding(running, "billing:lost")).as("is told for a day").isPresent();
      }
    }
  }

  @Test
  void whereTheBillingRouteIsLeftOutNobodyIsAnsweredUnbilled() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256, "ocsp.billing.durability = sync");
    DefaultCamelContext context = new DefaultCamelContext();
    context.setRouteFilterPattern(null, "ocsp-billing");
    try (RunningService running = RunningService.in(context, site);
        Logs logs = new Logs()) {
      Client client = new Client(running.uri(), site.signer());
      site.dropNextCrl();
      assertThat(client.status(site.ca(), site.good().serial())).isEqualTo(TRY_LATER);
      assertThat(logs.lines())
          .filteredOn(line -> line.contains("ocsp-billing is left out"))
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  void aResponderSaysWhatItsRecordsNameAndAReloadChangesIt() throws Exception {
    TestSite site =
        new TestSite(
            directory,
            KeyKind.EC_P256,
            "ocsp.billing.durability = sync",
            "ocsp.billing.format = csv");
    Path journal = site.path("data").resolve("billing").resolve("billing.csv");
    BigInteger good = site.good().serial();
    try (RunningService running = RunningService.of(site)) {
      Client client = new Client(running.uri(), site.signer());
      site.dropNextCrl();
      client.await("good", site.ca(), good);
      String serial = good.toString(16).toUpperCase(Locale.ROOT);
      assertThat(last(journal)).contains(",1,1,site," + serial + ",good,local,successful,");

      site.configure("ocsp.responder.site.billing = requests");
      assertThat(running.reload(site).isLive()).isTrue();
      client.await("good", site.ca(), good);
      assertThat(last(journal)).contains(",1,1,,,,local,successful,");
    }
  }

  private static String last(Path file) throws Exception {
    List<String> lines = Files.readAllLines(file);
    return lines.get(lines.size() - 1);
  }
}
