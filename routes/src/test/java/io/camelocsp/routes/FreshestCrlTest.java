package io.camelocsp.routes;

import static io.camelocsp.testkit.ListServer.list;
import static io.camelocsp.testkit.ListServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.ListServer;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deltas at the address that a complete list names. */
class FreshestCrlTest {
  @TempDir Path directory;
  private TestSite site;
  private ListServer server;
  private byte[] base = new byte[0];
  private byte[] delta = new byte[0];

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    server = ListServer.http();
    base = site.nextCrl().freshest(server.url("/delta.crl").toString()).der();
    delta = delta(2).revoke(site.good().serial(), TestSite.REVOKED_AT, 1).der();
    server.answers(
        exchange -> {
          byte[] wanted = exchange.getRequestURI().getPath().equals("/delta.crl") ? delta : base;
          (wanted.length == 0 ? status(404) : list(wanted)).to(exchange);
        });
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theDeltaIsFetchedFromAHostThatIsAllowedAlsoAfterARestart() throws Exception {
    configure("ocsp.lists.web.freshest-hosts = localhost");
    try (RunningService service = RunningService.of(site)) {
      client().await("revoked 1", site.ca(), site.good().serial());
      assertThat(new ReportedSource(service, "web").problem()).isEqualTo("works");
    }
    delta = delta(3).revoke(site.good().serial(), TestSite.REVOKED_AT, 4).der();
    try (RunningService service = RunningService.of(site)) {
      client().await("revoked 4", site.ca(), site.good().serial());
      assertThat(new ReportedSource(service, "web").problem()).isEqualTo("works");
    }
  }

  @Test
  void anotherHostIsNotAskedAndTheLogSaysHowToAllowIt() throws Exception {
    configure("ocsp.lists.web.freshest-hosts = crl.example");
    try (Logs logs = new Logs();
        RunningService service = RunningService.of(site)) {
      client().await("good", site.ca(), site.good().serial());
      await().until(() -> server.asked().size() > 3);
      assertThat(server.asked()).allSatisfy(each -> assertThat(each.path()).isEqualTo("/ca.crl"));
      assertThat(new ReportedSource(service, "web").problem()).isEqualTo("works");
      assertThat(logs.lines())
          .filteredOn(line -> line.contains("add that host to ocsp.lists.web.freshest-hosts"))
          .hasSize(1);
    }
  }

  @Test
  void aDeltaThatIsMissingIsAFailureOfTheSourceAndTheBaseAnswers() throws Exception {
    delta = new byte[0];
    configure("ocsp.lists.web.freshest-hosts = localhost");
    try (RunningService service = RunningService.of(site)) {
      new ReportedSource(service, "web").awaitProblem("/delta.crl: it answers 404");
      client().await("good", site.ca(), site.good().serial());
    }
  }

  private CrlBuilder delta(int number) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return site.ca()
        .crl()
        .number(number)
        .thisUpdate(now.minusSeconds(30))
        .nextUpdate(now.plus(1, ChronoUnit.DAYS))
        .delta(1);
  }

  private void configure(String hosts) throws Exception {
    site.configure(
        "ocsp.lists.web.from = " + server.url("/ca.crl"), "ocsp.lists.web.every = 100ms", hosts);
  }

  private Client client() {
    return new Client(site.uri(), site.signer());
  }
}
