package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.audit.AuditEvent;
import io.camelocsp.audit.AuditKind;
import io.camelocsp.operations.Operations;
import io.camelocsp.revocation.Forgotten;
import io.camelocsp.routes.Recording.Scrape;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.DropDirectory;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.ListServer;
import io.camelocsp.testkit.MutableClock;
import io.camelocsp.testkit.Promtool;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestIssuance;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The alert rules against what a running installation shows: for each failure its metrics are
 * recorded before and during it, and promtool says which alerts fire. Before it none does.
 */
class AlertsTest {
  private static final Path RULES =
      Path.of("..", "config", "reference", "alerts.yml").toAbsolutePath().normalize();

  @TempDir Path directory;

  private final MutableClock clock = new MutableClock(Instant.now());
  private TestSite site;
  private AdministrationSite administration;

  @BeforeEach
  void layOutTheSite() throws Exception {
    RequiredClients.promtool();
    site = new TestSite(directory, KeyKind.EC_P256);
    administration = AdministrationSite.of(site);
  }

  private void awaitAnswers() throws Exception {
    new Client(site.uri(), site.signer()).await("good", site.ca(), site.good().serial());
  }

  private RunningService startWithAList() throws Exception {
    RunningService running = RunningService.at(site, clock);
    site.dropNextCrl();
    awaitAnswers();
    return running;
  }

  private Scrape scrape() throws IOException {
    return new Scrape(clock.instant(), administration.text("/metrics"));
  }

  private void assertThatTheseFire(Scrape well, Scrape failing, String... alerts)
      throws IOException {
    Path test = directory.resolve("alerts-test.yml");
    Files.writeString(test, new Recording(well, failing).test(List.of(alerts), RULES.toString()));

    ToolResult result = Promtool.run("test", "rules", test.toString());

    assertThat(result.exit()).as(result.output()).isZero();
  }

  @Test
  void theRulesAreSound() {
    ToolResult result = Promtool.run("check", "rules", RULES.toString());

    assertThat(result.exit()).as(result.output()).isZero();
  }

  @Test
  void aListThatIsAboutToEnd() throws Exception {
    try (RunningService running = startWithAList()) {
      Scrape well = scrape();
      clock.advance(Duration.ofMinutes(23 * 60 + 30));

      assertThatTheseFire(well, scrape(), "OcspListEnding");
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void aListThatHasEnded() throws Exception {
    try (RunningService running = startWithAList()) {
      Scrape well = scrape();
      clock.advance(Duration.ofHours(25));

      assertThatTheseFire(
          well, scrape(), "OcspListEnded", "OcspIssuerNotAnswered", "OcspResponderDown");
      assertThat(running.lists()).hasSize(1);
    }
  }

  /** The responder goes on: it answers for the other one. */
  @Test
  void oneIssuerOfTwoWithoutAList() throws Exception {
    TestKeyStores.pkcs12(
        site.path("other.p12"),
        site.foreignCa().ocspSigner("CN=Other OCSP signer", KeyKind.EC_P256),
        Files.readString(site.path("pin")).toCharArray());
    site.configure(
        "ocsp.issuer.other.certificate = foreign-ca.pem",
        "ocsp.signer.other.keystore = other.p12",
        "ocsp.signer.other.password-file = pin");
    try (RunningService running = startWithAList()) {
      Instant now = clock.instant();
      site.drop(
          "other.crl",
          site.foreignCa()
              .crl()
              .number(1)
              .thisUpdate(now.minusSeconds(60))
              .nextUpdate(now.plusSeconds(90_000))
              .der());
      await().until(() -> administration.text("/metrics").contains("answered{issuer=\"other\"} 1"));
      Scrape well = scrape();
      Operations operations = new Operations(running.service());
      String slot =
          operations.listsReport().issuers().getOrDefault("other", List.of()).get(0).use().slot();
      operations.forgetLists("other", slot, Forgotten.Guard.EVEN_THE_LAST);

      assertThatTheseFire(well, scrape(), "OcspIssuerNotAnswered");
    }
  }

  @Test
  void anIssuanceListThatHasEnded() throws Exception {
    site.configure("ocsp.responder.site.type = non-issued-basic");
    try (RunningService running = RunningService.at(site, clock)) {
      site.dropNextCrl();
      Instant now = clock.instant();
      site.drop(
          "issued.crl",
          TestIssuance.list(site.ca(), 1, site.good().serial())
              .thisUpdate(now.minusSeconds(60))
              .nextUpdate(now.plus(Duration.ofHours(2)))
              .der());
      awaitAnswers();
      Scrape well = scrape();
      clock.advance(Duration.ofHours(3));

      assertThatTheseFire(well, scrape(), "OcspCriticalProblem");
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void aServerThatIsDead() throws Exception {
    ListServer server = ListServer.http();
    site.configure("ocsp.lists.web.from = " + server.url("/ca.crl"), "ocsp.lists.web.every = 1h");
    server.answers(ListServer.list(site.nextCrl().der()));
    try (RunningService running = RunningService.at(site, clock)) {
      awaitAnswers();
      Scrape well = scrape();
      server.close();
      Operations operations = new Operations(running.service());
      for (int i = 0; i < 3; i++) {
        operations.fetchLists("web");
      }

      assertThatTheseFire(well, scrape(), "OcspSourceFailing");
    } finally {
      server.close();
    }
  }

  @Test
  void aDirectoryThatIsGone() throws Exception {
    try (RunningService running = startWithAList()) {
      new DropDirectory(site).awaitEmpty();
      Scrape well = scrape();
      Files.move(site.path("drop"), site.path("gone"));
      await()
          .until(
              () ->
                  running.service().sources().get(0).failure() != null
                      && running.service().sources().get(0).failure().count() >= 3);

      assertThatTheseFire(well, scrape(), "OcspSourceFailing");
    }
  }

  @Test
  void aListThatIsRefused() throws Exception {
    try (RunningService running = startWithAList()) {
      Scrape well = scrape();
      Instant past = clock.instant().minus(Duration.ofDays(9));
      site.drop(
          "old.crl",
          site.ca().crl().number(99).thisUpdate(past).nextUpdate(past.plusSeconds(60)).der());
      new DropDirectory(site).awaitRefused("old.crl");
      await()
          .until(
              () -> administration.text("/metrics").contains("refused_total{source=\"drop\"} 1"));

      assertThatTheseFire(well, scrape(), "OcspListRefused");
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void entriesThatVanishInMasses() throws Exception {
    try (RunningService running = RunningService.at(site, clock)) {
      CrlBuilder many = site.nextCrl();
      for (int i = 0; i < 150; i++) {
        many.revoke(BigInteger.valueOf(900_000 + i), TestSite.REVOKED_AT, 4);
      }
      site.drop("many.crl", many.der());
      awaitAnswers();
      Scrape well = scrape();
      site.drop("few.crl", site.nextCrl().der());
      await().until(() -> administration.text("/metrics").contains("held{issuer=\"site\"} 150"));

      assertThatTheseFire(well, scrape(), "OcspRemovalsHeld");
      assertThat(running.lists()).hasSize(1);
    }
  }

  private RunningService startWithAListWithoutEnd() throws Exception {
    RunningService running = RunningService.at(site, clock);
    site.drop(
        "long.crl", site.nextCrl().nextUpdate(TestCa.VALID_TO.plus(Duration.ofDays(9000))).der());
    awaitAnswers();
    return running;
  }

  @Test
  void aSignerThatIsAboutToEnd() throws Exception {
    try (RunningService running = startWithAListWithoutEnd()) {
      Scrape well = scrape();
      clock.set(site.signer().certificate().getNotAfter().toInstant().minus(Duration.ofDays(3)));

      assertThatTheseFire(well, scrape(), "OcspSignerEnding");
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void aSignerThatHasEnded() throws Exception {
    try (RunningService running = startWithAListWithoutEnd()) {
      Scrape well = scrape();
      clock.set(site.signer().certificate().getNotAfter().toInstant().plus(Duration.ofDays(3)));

      assertThatTheseFire(
          well, scrape(), "OcspSignerUnusable", "OcspIssuerNotAnswered", "OcspResponderDown");
      assertThat(running.lists()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT72H", "PT2H"})
  void aClockThatIsSet(String by) throws Exception {
    try (RunningService running = RunningService.at(site, clock, () -> 0)) {
      site.dropNextCrl();
      awaitAnswers();
      Scrape well = scrape();
      clock.advance(Duration.parse(by));

      assertThatTheseFire(
          well,
          new Scrape(running.service().now(), administration.text("/metrics")),
          "OcspClockWrong");
    }
  }

  @Test
  void aJournalOnAFullDisk() throws Exception {
    site.configure("ocsp.billing.journal = /dev/full");
    try (RunningService running = RunningService.at(site, clock)) {
      site.dropNextCrl();
      await().until(() -> running.lists().get(0).list() != null);
      Scrape well = scrape();
      awaitAnswers(); // each of which is billed
      await().until(() -> administration.text("/metrics").contains("billing_failing 1"));

      assertThatTheseFire(well, scrape(), "OcspBillingFailing");
    }
  }

  @Test
  void billingRecordsThatNobodyTakes() throws Exception {
    site.configure("ocsp.billing.to = direct:nobody?block=false&failIfNoConsumers=true");
    try (RunningService running = RunningService.at(site, clock)) {
      site.dropNextCrl();
      await().until(() -> running.lists().get(0).list() != null);
      Scrape well = scrape();
      awaitAnswers(); // each of which is billed
      await()
          .until(
              () -> {
                clock.advance(Duration.ofMinutes(1)); // a failure is one after five minutes
                return administration.text("/metrics").contains("kind=\"billing-feed\"");
              });

      assertThatTheseFire(well, scrape(), "OcspBillingNotDelivered");
    }
  }

  @Test
  void anAuditLogThatCannotBeWritten() throws Exception {
    site.configure("ocsp.audit.max-size = 64k");
    try (RunningService running = startWithAList()) {
      Scrape well = scrape();
      // The name that the file would get when it is full, and no file is ever replaced.
      Files.createFile(site.path("data/audit").resolve("audit-000000000001.jsonl"));
      AuditEvent event = AuditEvent.of(AuditKind.FINDING).with("text", "x".repeat(1_000));
      for (int i = 0; i < 100; i++) {
        running.service().tellAudit(event);
      }

      assertThatTheseFire(well, scrape(), "OcspAuditFailing");
    }
  }

  @Test
  void nobodyThere() throws Exception {
    RunningService running = startWithAList();
    Scrape well = scrape();
    running.close();

    assertThatTheseFire(well, new Scrape(clock.instant(), null), "OcspNothingAnswers");
  }
}
