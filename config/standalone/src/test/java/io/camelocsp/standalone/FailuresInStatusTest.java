package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.standalone.ResponderProcess.RunningResponder;
import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.standalone.server.CamelStarter;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.MutableClock;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestSite;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each failure that may happen is found by {@code status}: with the exit code for monitoring, how
 * much time is left, and a next step that works when it is typed.
 */
class FailuresInStatusTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private TestSite site;

  @BeforeEach
  void layOutTheSite() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
  }

  private RunningResponder start() throws Exception {
    return start(InstantSource.system());
  }

  private RunningResponder start(InstantSource clock) throws Exception {
    return new CamelStarter(clock).start(site.configuration(), Map.of(), false);
  }

  private Result run(Object... arguments) {
    Object[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = site.configuration();
    return new TestCli().run(all);
  }

  private Result awaitStatus(int exit) {
    await().atMost(PATIENCE).until(() -> run("status").exit() == exit);
    return run("status");
  }

  /** What is to be typed because of a problem: the line below its text. */
  private static String nextStep(Result status, String problem) {
    List<String> lines = status.out().lines().toList();
    int at = 0;
    while (at < lines.size() && !lines.get(at).contains(problem)) {
      at++;
    }
    while (at < lines.size() && !lines.get(at).startsWith("  ")) {
      at++;
    }
    assertThat(at).as(status.out()).isLessThan(lines.size());
    return lines.get(at).strip();
  }

  /** Types a command of ours. */
  private static Result typed(String command) {
    String[] words = command.split(" ");
    assertThat(words[0]).isEqualTo("camel-ocsp");
    return new TestCli().run((Object[]) Arrays.copyOfRange(words, 1, words.length));
  }

  @Test
  void aListThatIsAboutToEnd() throws Exception {
    Instant now = Instant.now();
    try (RunningResponder running = start()) {
      site.drop(
          "brief.crl",
          site.nextCrl()
              .thisUpdate(now.minus(Duration.ofHours(3)))
              .nextUpdate(now.plus(Duration.ofMinutes(30)))
              .der());

      Result status = awaitStatus(1);
      assertThat(status.out())
          .startsWith("WARNING: issuer site answers; site breaks first, at ")
          .contains("in 29 min", "crl site#1 ends at");
      Result lists = typed(nextStep(status, "crl site#1 ends at"));
      assertThat(lists.out()).contains("valid, 29m");
      assertThat(lists.exit()).isZero();
      assertThat(running.urls()).hasSize(1);
    }
  }

  @Test
  void aListThatHasEnded() throws Exception {
    Instant now = Instant.now();
    try (RunningResponder running = start()) {
      site.drop(
          "brief.crl",
          site.nextCrl().thisUpdate(now.minusSeconds(60)).nextUpdate(now.plusSeconds(3)).der());
      await().atMost(PATIENCE).until(() -> run("status").out().contains("crl site#1"));
      await().atMost(PATIENCE).until(() -> run("status").out().contains("crl site#1 ended at"));

      Result status = run("status");
      assertThat(status.exit()).isEqualTo(2);
      assertThat(status.out())
          .startsWith("CRITICAL: 1 of 1 issuers does not answer: site (tryLater)")
          .contains("Have the CA publish its next CRL");
      Result lists = typed(nextStep(status, "crl site#1 ended at"));
      assertThat(lists.exit()).isEqualTo(2);
      assertThat(lists.out()).contains("ended");
      assertThat(running.urls()).hasSize(1);
    }
  }

  @Test
  void aServerThatIsDead() throws Exception {
    CannedServer server = new CannedServer();
    byte[] list = site.nextCrl().der();
    URI url =
        server.on("/ca.crl", exchange -> CannedServer.send(exchange, 200, "text/plain", list));
    site.configure("ocsp.lists.web.from = " + url, "ocsp.lists.web.every = 1h");
    try (RunningResponder running = start()) {
      awaitStatus(0);
      server.close();
      for (int i = 0; i < 3; i++) {
        assertThat(run("lists", "fetch", "web").exit()).isEqualTo(2);
      }

      Result status = run("status");
      assertThat(status.exit()).isEqualTo(1);
      assertThat(status.out())
          .startsWith("WARNING: issuer site answers; site breaks first, at ")
          .contains("Source web fails since", "(3 tries)");
      Result lists = typed(nextStep(status, "Source web fails since"));
      assertThat(lists.exit()).isZero();
      assertThat(lists.out()).containsPattern("web +http .* 3 tries").contains("failure");
      assertThat(running.urls()).hasSize(1);
    } finally {
      server.close();
    }
  }

  @Test
  void aFileThatIsRefused() throws Exception {
    try (RunningResponder running = start()) {
      site.dropNextCrl();
      awaitStatus(0);
      site.drop("foreign.crl", site.foreignCa().crl().der());

      Result status = awaitStatus(1);
      assertThat(status.out()).startsWith("WARNING: issuer site answers");
      String step = nextStep(status, "a file was refused at");
      Process shell = new ProcessBuilder("sh", "-c", step).start();
      String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(shell.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(read).startsWith("Refused (foreign_issuer).").contains("What to do:");
      assertThat(running.urls()).hasSize(1);
    }
  }

  private void signerUntil(Instant end) throws Exception {
    TestCertificate signer =
        site.ca()
            .ocspSigner("CN=brief signer", KeyKind.EC_P256, end.minus(Duration.ofDays(30)), end);
    Path store =
        TestKeyStores.pkcs12(
            site.path("brief.p12"), signer, Files.readString(site.path("pin")).toCharArray());
    Files.move(store, site.path("signer.p12"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aSignerThatIsAboutToEnd() throws Exception {
    signerUntil(Instant.now().plus(Duration.ofHours(50)));
    try (RunningResponder running = start()) {
      site.drop(
          "long.crl", site.nextCrl().nextUpdate(Instant.now().plus(Duration.ofDays(9))).der());

      await().atMost(PATIENCE).until(() -> run("status").out().contains("crl site#1"));
      Result status = run("status");
      assertThat(status.exit()).isEqualTo(1);
      assertThat(status.out())
          .startsWith("WARNING: issuer site answers; site breaks first, at ")
          .contains("when its last", "The last signer of issuer site", "in 2 d 1 h");
      Result again = typed(nextStep(status, "The last signer of issuer site"));
      assertThat(again.exit()).isEqualTo(1);
      assertThat(running.urls()).hasSize(1);
    }
  }

  @Test
  void aClockThatIsSetBack() throws Exception {
    MutableClock clock = new MutableClock(Instant.now());
    try (RunningResponder running = start(clock)) {
      site.dropNextCrl();
      awaitStatus(0);
      clock.advance(Duration.ofDays(-3));

      Result status = run("status");
      assertThat(status.exit()).isEqualTo(2);
      assertThat(status.out()).startsWith("CRITICAL: issuer site answers").contains("3 d 0 h");
      assertThat(typed(nextStep(status, "critical: ")).exit()).isEqualTo(2);

      clock.advance(Duration.ofDays(3));
      assertThat(awaitStatus(0).out()).startsWith("OK: ");
      assertThat(running.urls()).hasSize(1);
    }
  }
}
