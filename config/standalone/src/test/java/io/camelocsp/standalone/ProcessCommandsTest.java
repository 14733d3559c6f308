package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.standalone.ResponderProcess.RunningResponder;
import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.standalone.server.CamelStarter;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that ask the running process, against one that runs in this very process. */
class ProcessCommandsTest {
  @TempDir private Path directory;

  private static Result run(TestSite site, Object... arguments) {
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = site.configuration();
    return new TestCli().run(all);
  }

  private static RunningResponder start(TestSite site) throws Exception {
    return new CamelStarter(InstantSource.system()).start(site.configuration(), Map.of(), false);
  }

  private static void awaitList(TestSite site) throws Exception {
    site.dropNextCrl();
    await().atMost(Duration.ofSeconds(20)).until(() -> run(site, "lists").exit() == 0);
  }

  @Test
  void operatorsSeeWhatAnswersWhatBreaksAndWhy() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (RunningResponder running = start(site)) {
      Result before = run(site, "status");
      assertThat(before.exit()).isEqualTo(2);
      assertThat(before.out())
          .startsWith("CRITICAL: 1 of 1 issuers does not answer: site (tryLater)")
          .contains("critical: Issuer site has no list yet", "  camel-ocsp lists --config ");

      awaitList(site);
      Result status = run(site, "status");
      assertThat(status.exit()).as(status.out()).isZero();
      assertThat(status.out())
          .startsWith("OK: issuer site answers; site breaks first, at ")
          .contains(running.urls().get(0).toString(), "crl site#1");

      Result lists = run(site, "lists");
      assertThat(lists.out()).contains("ISSUER", "site", "sha256", "accepted");

      Result revoked = run(site, "explain", site.path("revoked.pem"));
      assertThat(revoked.exit()).isEqualTo(1);
      assertThat(revoked.out())
          .contains(
              "Responder site answers",
              "answer      revoked at 2024-02-03T04:05:06Z, keyCompromise",
              "decided by  crl site#1",
              "signer      site, valid until",
              "sha256");
      assertThat(revoked.out().lines()).allMatch(line -> line.length() <= 100);

      String serial = site.good().serial().toString(16);
      assertThat(run(site, "explain", "--issuer", "site", "--serial", serial).exit()).isZero();
      assertThat(run(site, "explain", "--issuer", site.path("ca.pem"), "--serial", serial).exit())
          .isZero();
      Result foreign = run(site, "explain", site.path("foreign.pem"));
      assertThat(foreign.exit()).isEqualTo(3);
      assertThat(foreign.err()).contains("No issuer that is answered for here fits; there is site");
    }
    assertThat(directory.resolve("data/control.sock")).doesNotExist();
  }

  @Test
  void aRefusedFileIsShownWithItsReasonAndWhatToRead() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (RunningResponder running = start(site)) {
      awaitList(site);
      site.drop("foreign.crl", site.foreignCa().crl().der());
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(run(site, "status").out())
                      .startsWith("WARNING: issuer site answers")
                      .contains("warning: Lists drop: a file was refused at")
                      .containsPattern("  cat \\S+/drop/\\.refused/\\S+\\.reason\\.txt"));
      assertThat(run(site, "status").exit()).isEqualTo(1);
      assertThat(running.urls()).hasSize(1);
    }
  }

  @Test
  void anOperatorConfirmsHeldRemovalsAndTakesInAnOlderList() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (RunningResponder running = start(site)) {
      CrlBuilder many = site.nextCrl();
      for (int i = 0; i < 150; i++) {
        many.revoke(BigInteger.valueOf(900_000 + i), TestSite.REVOKED_AT, 4);
      }
      Files.write(site.path("older.crl"), many.der());
      site.drop("many.crl", many.der());
      await().atMost(Duration.ofSeconds(20)).until(() -> run(site, "lists").exit() == 0);
      site.drop("few.crl", site.nextCrl().der());
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(run(site, "status").out())
                      .contains(
                          "150 entries vanished from its list at once",
                          "  camel-ocsp lists accept site --config ")
                      .containsOnlyOnce("vanished from its list at once"));
      String vanished = BigInteger.valueOf(900_000).toString(16);
      assertThat(run(site, "explain", "--issuer", "site", "--serial", vanished).exit())
          .isEqualTo(1);

      Result accepted = run(site, "lists", "accept", "site");
      assertThat(accepted.out()).contains("150 entries of issuer site are not held any more");
      assertThat(accepted.exit()).isZero();
      assertThat(run(site, "explain", "--issuer", "site", "--serial", vanished).exit()).isZero();
      assertThat(run(site, "lists", "accept", "site").exit()).isEqualTo(1);
      assertThat(run(site, "lists", "accept", "nobody").exit()).isEqualTo(3);

      assertThat(run(site, "lists", "accept", "--older", site.path("older.crl")).exit()).isZero();
      assertThat(run(site, "explain", "--issuer", "site", "--serial", vanished).exit())
          .isEqualTo(1);
      Files.write(site.path("foreign.crl"), site.foreignCa().crl().der());
      Result refused = run(site, "lists", "accept", "--older", site.path("foreign.crl"));
      assertThat(refused.exit()).isEqualTo(3);
      assertThat(refused.err()).startsWith("refused: ");
      assertThat(running.urls()).hasSize(1);
    }
  }

  @Test
  void listsAreFetchedAtOnceAndTheirSourcesShown() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    AtomicReference<byte[]> list = new AtomicReference<>(site.nextCrl().der());
    try (CannedServer server = new CannedServer()) {
      URI url =
          server.on(
              "/ca.crl",
              exchange ->
                  CannedServer.send(
                      exchange, 200, "text/plain", Objects.requireNonNull(list.get())));
      site.configure("ocsp.lists.web.from = " + url, "ocsp.lists.web.every = 1h");
      try (RunningResponder running = start(site)) {
        await().atMost(Duration.ofSeconds(20)).until(() -> run(site, "lists").exit() == 0);
        list.set(site.nextCrl().der());

        Result fetched = run(site, "lists", "fetch");
        assertThat(fetched.exit()).as(fetched.out() + fetched.err()).isZero();
        assertThat(fetched.out()).contains("web: a new list came", "  from      " + url);
        assertThat(run(site, "lists", "fetch", "web").out()).contains("web: nothing new");
        assertThat(run(site, "lists").out())
            .contains("crl site#2")
            .containsPattern("SOURCE +KIND +LAST TRY +LAST SUCCESS +NEXT TRY +FAILED")
            .containsPattern("drop +directory .* - +-")
            .containsPattern("web +http .*Z +-");

        list.set("no list".getBytes(StandardCharsets.US_ASCII));
        Result failed = run(site, "lists", "fetch", "web");
        assertThat(failed.exit()).isEqualTo(2);
        assertThat(failed.out()).contains("web: failed", "  failure   ");
        JsonNode sources =
            new ObjectMapper().readTree(run(site, "lists", "--json").out()).path("sources");
        assertThat(sources.path(1).path("source").asText()).isEqualTo("web");
        assertThat(sources.path(1).path("failure").path("count").asInt()).isEqualTo(1);

        Result unknown = run(site, "lists", "fetch", "drop");
        assertThat(unknown.exit()).isEqualTo(3);
        assertThat(unknown.err()).contains("Source drop is not fetched", "fetched are: web");
        assertThat(running.urls()).hasSize(1);
      }
    }
  }

  @Test
  void jsonHoldsTheSameForPrograms() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (RunningResponder running = start(site)) {
      awaitList(site);
      ObjectMapper json = new ObjectMapper();
      JsonNode status = json.readTree(run(site, "status", "--json").out());
      assertThat(status.path("exitCode").asInt(-1)).isZero();
      assertThat(status.path("firstToBreak").path("issuer").asText()).isEqualTo("site");
      JsonNode lists = json.readTree(run(site, "lists", "--json").out());
      assertThat(lists.path("lists").path(0).path("number").asText()).isEqualTo("1");
      JsonNode why = json.readTree(run(site, "explain", "--json", site.path("held.pem")).out());
      assertThat(why.path("responders").path("site").path("status").asText()).isEqualTo("revoked");
      assertThat(why.path("evidence").path(0).path("sha256").asText()).hasSize(64);
      assertThat(running.urls()).hasSize(1);
    }
  }

  @Test
  void thePageSaysWhatToTypeInWhicheverDirectory() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    String page = "http://127.0.0.1:" + TestSite.freePort() + "/";
    site.configure("ocsp.administration.url = " + page);
    Path relative = Path.of("").toAbsolutePath().relativize(site.configuration());
    try (RunningResponder running =
        new CamelStarter(InstantSource.system()).start(relative, Map.of(), false)) {
      JsonNode status = new ObjectMapper().readTree(URI.create(page + "status.json").toURL());
      assertThat(status.path("problems").path(0).path("next").asText())
          .isEqualTo("camel-ocsp lists --config " + site.configuration());
      assertThat(running.administration()).hasValue(URI.create(page));
    }
    try (RunningResponder running =
        new CamelStarter(InstantSource.system())
            .start(site.configuration(), Map.of("ocsp.control.socket", "other.sock"), false)) {
      JsonNode status = new ObjectMapper().readTree(URI.create(page + "status.json").toURL());
      assertThat(status.path("problems").path(0).path("next").asText())
          .isEqualTo("camel-ocsp lists --socket " + directory.resolve("other.sock"));
      assertThat(running.urls()).hasSize(1);
    }
  }

  @Test
  void whereNothingRunsTheCommandsSaySoAndHowToStartIt() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);

    Result status = run(site, "status");

    assertThat(status.exit()).isEqualTo(2);
    assertThat(status.err())
        .contains("not running", "  camel-ocsp run --config " + site.configuration());
    assertThat(run(site, "lists").exit()).isEqualTo(3);
    assertThat(run(site, "explain", site.path("good.pem")).exit()).isEqualTo(3);
  }

  @Test
  void theSocketMayBeElsewhereAndSaysSoWhenItCannotBe() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256, "ocsp.control.socket = run/ocsp");
    try (RunningResponder running = start(site)) {
      assertThat(running.urls()).hasSize(1);
      assertThat(run(site, "status").exit()).isEqualTo(2); // no list yet, but it was asked
      assertThat(new TestCli().run("status", "--socket", site.path("run/ocsp")).out())
          .contains("camel-ocsp lists --socket ");
    }
    Files.writeString(
        site.configuration(),
        Files.readString(site.configuration(), StandardCharsets.UTF_8)
            .replace("run/ocsp", "d".repeat(120)));
    Result refused =
        new TestCli()
            .starter(new CamelStarter(InstantSource.system()))
            .run("run", "--config", site.configuration());
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("too long for a socket: set ocsp.control.socket");
  }

  @Test
  void wrongUsageIsSaidBeforeAnythingIsAsked() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    assertThat(run(site, "explain").exit()).isEqualTo(64);
    assertThat(run(site, "explain", "--issuer", "site", "--serial", "xyz").exit()).isEqualTo(64);
    assertThat(run(site, "explain", site.path("good.pem"), "--serial", "1").exit()).isEqualTo(64);
    assertThat(new TestCli().run("status", "--config", site.path("none")).exit()).isEqualTo(64);
  }
}
