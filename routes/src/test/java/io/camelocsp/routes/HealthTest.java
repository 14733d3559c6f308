package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection.Response;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.MutableClock;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestSite;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What balancers and monitoring are told, as the installation is. */
class HealthTest {
  private final MutableClock clock = new MutableClock(Instant.now());
  private TestSite site;
  private AdministrationSite administration;

  @BeforeEach
  void layOutTheSite(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    administration = AdministrationSite.of(site);
  }

  private RunningService startWithAList() throws Exception {
    RunningService running = RunningService.at(site, clock);
    site.dropNextCrl();
    new Client(site.uri(), site.signer()).await("good", site.ca(), site.good().serial());
    return running;
  }

  private static String body(Response response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void withoutAListTheProcessLivesAndIsNotReady() throws Exception {
    try (RunningService running = RunningService.at(site, clock)) {
      assertThat(administration.get("/health/live").status()).isEqualTo(200);
      Response ready = administration.get("/health/ready");
      assertThat(ready.status()).isEqualTo(503);
      assertThat(body(ready)).contains("\"DOWN\"", "issuer site is answered tryLater");
      assertThat(administration.get("/health").status()).isEqualTo(503);
      assertThat(body(administration.get("/health"))).contains("site:no-list");
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void withListAndSignerItIsReady() throws Exception {
    try (RunningService running = startWithAList()) {
      assertThat(administration.text("/health/ready"))
          .contains("\"status\" : \"OK\"")
          .doesNotContain("problems");
      assertThat(administration.text("/health/ready?responder=site")).contains("\"OK\"");
      assertThat(administration.get("/health/ready?responder=nobody").status()).isEqualTo(404);
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void whatWillBreakIsToldAndChangesNoState() throws Exception {
    try (RunningService running = startWithAList()) {
      clock.advance(Duration.ofMinutes(23 * 60 + 30));

      assertThat(administration.text("/health"))
          .contains("\"status\" : \"OK\"", "site:ending:crl site#1");
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void anEndedListTakesItsResponderDownUntilTheNextComes() throws Exception {
    try (RunningService running = startWithAList()) {
      clock.advance(Duration.ofHours(25));
      assertThat(administration.get("/health/ready").status()).isEqualTo(503);

      Instant now = clock.instant();
      site.drop(
          "next.crl",
          site.nextCrl().thisUpdate(now.minusSeconds(60)).nextUpdate(now.plusSeconds(999)).der());
      await().until(() -> administration.get("/health/ready").status() == 200);
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void oneIssuerOfTwoThatIsNotAnsweredDegradesTheirResponderAndTakesItsOwnDown() throws Exception {
    TestPem.write(site.path("other.pem"), site.foreignCa().certificate());
    site.configure(
        "ocsp.issuer.other.certificate = other.pem",
        "ocsp.responder.own.url = " + site.uri() + "own",
        "ocsp.responder.own.issuers = other");
    try (RunningService running = startWithAList()) {
      Response ready = administration.get("/health/ready");
      assertThat(ready.status()).isEqualTo(200);
      assertThat(body(ready)).contains("\"status\" : \"DEGRADED\"", "issuer other is answered");
      assertThat(administration.get("/health/ready?responder=site").status()).isEqualTo(200);
      assertThat(administration.get("/health/ready?responder=own").status()).isEqualTo(503);
      assertThat(running.lists()).hasSize(2);
    }
  }

  @Test
  void aClockThatIsSetDegrades() throws Exception {
    try (RunningService running = RunningService.at(site, clock, () -> 0)) {
      site.dropNextCrl();
      new Client(site.uri(), site.signer()).await("good", site.ca(), site.good().serial());
      clock.advance(Duration.ofHours(-3));

      assertThat(administration.text("/health/ready"))
          .contains("\"DEGRADED\"", "the machine's clock cannot be trusted");
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void aJournalThatCannotBeWrittenDegrades() throws Exception {
    site.configure("ocsp.billing.journal = /dev/full");
    try (RunningService running = startWithAList()) {
      await()
          .untilAsserted(
              () ->
                  assertThat(administration.text("/health/ready"))
                      .contains("\"DEGRADED\"", "billing records cannot be written"));
      assertThat(running.lists()).hasSize(1);
    }
  }

  @Test
  void aTestSignatureIsMadeAndVerifiedWhenItIsAskedFor() throws Exception {
    try (RunningService running = startWithAList()) {
      assertThat(administration.text("/health/ready")).doesNotContain("signatures");
      String first = administration.text("/health?test-signature");
      assertThat(first).contains("\"signatures\"", "\"ok\" : true", "milliseconds");

      clock.advance(Duration.ofMinutes(1)); // would show in a signature that was made now
      String second = administration.text("/health/ready?test-signature");
      assertThat(signatures(second)).isEqualTo(signatures(first));
      assertThat(running.lists()).hasSize(1);
    }
  }

  private static String signatures(String health) {
    return health.substring(health.indexOf("\"signatures\""));
  }

  @Test
  void camelsOwnHealthChecksSayTheSame() throws Exception {
    try (RunningService running = RunningService.at(site, clock)) {
      HealthCheck check =
          HealthCheckRegistry.get(running.context()).getCheck("ocsp-responder-site").orElseThrow();
      HealthCheck.Result down = check.callReadiness();
      assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
      assertThat(down.getMessage().orElse("")).contains("issuer site is answered tryLater");

      site.dropNextCrl();
      await().until(() -> check.callReadiness().getState() == HealthCheck.State.UP);
    }
  }
}
