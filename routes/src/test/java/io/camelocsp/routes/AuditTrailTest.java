package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.audit.AuditEntry;
import io.camelocsp.audit.AuditReader;
import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.operations.Operations;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running service tells its audit log. */
class AuditTrailTest {
  @TempDir Path directory;
  private TestSite site;

  @BeforeEach
  void makeSite() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
  }

  private List<AuditEntry> entries() throws IOException {
    List<AuditEntry> entries = new ArrayList<>();
    AuditReader.read(List.of(log()), (entry, line) -> entries.add(entry));
    return entries;
  }

  private Path log() {
    return site.path("data").resolve("audit").resolve("audit.jsonl");
  }

  private List<String> kinds() throws IOException {
    return entries().stream().map(each -> each.kind()).toList();
  }

  private AuditEntry last(String kind) throws IOException {
    return entries().stream()
        .filter(each -> each.kind().equals(kind))
        .reduce((one, other) -> other)
        .orElseThrow(() -> new AssertionError("no entry is of kind " + kind));
  }

  private void await(String kind) {
    Awaitility.await(kind).atMost(Duration.ofSeconds(10)).until(() -> kinds().contains(kind));
  }

  @Test
  void startAndStopAreToldWithKeysAndSigners() throws Exception {
    RunningService.of(site).close();

    assertThat(kinds()).startsWith("begin", "checkpoint", "start", "configuration-loaded");
    assertThat(kinds()).contains("signer-in").endsWith("stop", "checkpoint");
    assertThat(last("configuration-loaded").text("keys")).contains("ocsp.signer.");
    assertThat(last("signer-in").text("certificate")).hasSize(64);
  }

  @Test
  void listsAreToldThatComeAndThatAreRefused() throws Exception {
    try (RunningService running = RunningService.of(site)) {
      site.drop("first.crl", site.nextCrl().der());
      await("list-accepted");
      AuditEntry accepted = last("list-accepted");
      assertThat(accepted.text("issuer")).isEqualTo("site");
      assertThat(accepted.text("source")).isEqualTo("drop");
      assertThat(accepted.text("location")).endsWith("first.crl");

      Instant now = Instant.now();
      site.drop(
          "old.crl",
          site.ca()
              .crl()
              .thisUpdate(now.minus(Duration.ofDays(2)))
              .nextUpdate(now.minus(Duration.ofDays(1)))
              .der());
      await("list-refused");
      assertThat(last("list-refused").text("reason")).isEqualTo("expired");
      assertThat(running.service().findings(running.service().now()))
          .noneMatch(each -> each.subject().startsWith("audit:"));
    }
    try (RunningService again = RunningService.of(site)) {
      assertThat(last("list-restored").text("issuer")).isEqualTo("site");
      assertThat(again.lists()).isNotEmpty();
    }
  }

  @Test
  void aReloadIsToldWithItsKeysAndWhoMaySignFromNowOn() throws Exception {
    try (RunningService running = RunningService.of(site)) {
      TestKeyStores.pkcs12(
          site.path("signer.p12"),
          site.ca().ocspSigner("CN=next", KeyKind.EC_P256),
          Files.readString(site.path("pin")).toCharArray());
      site.configure("ocsp.issuer.site.when-evidence-expires = unknown");

      running.reload(site);

      assertThat(last("configuration-changed").text("keys"))
          .contains("ocsp.issuer.site.when-evidence-expires", "ocsp.signer.site.keystore")
          .doesNotContain("unknown");
      assertThat(last("signer-in").text("certificate"))
          .isNotEqualTo(last("signer-out").text("certificate"));
    }
  }

  @Test
  void aReloadWhoseFilesCannotBeUsedIsToldAsRefused() throws Exception {
    try (RunningService running = RunningService.of(site)) {
      Files.writeString(site.path("signer.p12"), "no key store");

      assertThatThrownBy(() -> running.reload(site)).isInstanceOf(ConfigurationException.class);

      assertThat(last("configuration-refused").text("reason")).isNotEmpty();
      assertThat(kinds()).doesNotContain("configuration-changed", "signer-out");
    }
  }

  @Test
  void anotherKeyOfTheLogIsToldToNeedARestart() throws Exception {
    char[] pin = Files.readString(site.path("pin")).toCharArray();
    TestKeyStores.pkcs12(
        site.path("audit.p12"), site.ca().ocspSigner("CN=log", KeyKind.EC_P256), pin);
    site.configure("ocsp.audit.keystore = audit.p12", "ocsp.audit.password-file = pin");
    try (RunningService running = RunningService.of(site)) {
      TestKeyStores.pkcs12(
          site.path("audit.p12"), site.ca().ocspSigner("CN=next", KeyKind.EC_P256), pin);

      ConfigurationChange change = running.reload(site);

      assertThat(change.text())
          .isEqualTo("ocsp.audit.keystore: its file has other content (needs a restart)");
      assertThat(kinds()).doesNotContain("configuration-changed");
    }
  }

  @Test
  void commandsAreToldWithWhoAskedAndWhatCameOfIt() throws Exception {
    try (RunningService running = RunningService.of(site)) {
      Operations alice = new Operations(running.service()).by("alice");
      alice.acceptRemovals("site");
      assertThat(last("command").text("who")).isEqualTo("alice");
      assertThat(last("command").text("command")).isEqualTo("lists accept");
      assertThat(last("command").text("outcome")).isEqualTo("0 released");
      assertThat(kinds()).as("none were held").doesNotContain("removals-accepted");

      try {
        alice.acceptOlder(directory.resolve("missing.crl"));
      } catch (IOException e) {
        assertThat(last("command").text("outcome")).isEqualTo("failed");
      }
      assertThat(last("command").text("command")).isEqualTo("lists accept --older");
    }
  }

  @Test
  void whatIsSwitchedOffWritesNothing() throws Exception {
    site.configure("ocsp.audit.enabled = false");
    RunningService.of(site).close();

    assertThat(log()).doesNotExist();
    assertThat(site.path("data").resolve("audit")).doesNotExist();
  }

  @Test
  void findingsAreToldWhenTheyBeginAndEnd() throws Exception {
    try (RunningService running = RunningService.of(site)) {
      watch(running);
      watch(running);
      assertThat(entries())
          .filteredOn(each -> each.text("subject").equals("site:no-list"))
          .hasSize(1);

      site.drop("first.crl", site.nextCrl().der());
      await("list-accepted");
      watch(running);
      assertThat(last("finding-ended").text("subject")).isEqualTo("site:no-list");
    }
  }

  /** What the timer does every minute. */
  private static void watch(RunningService running) throws Exception {
    running
        .context()
        .getRoute("ocsp-watch-expiry")
        .getProcessor()
        .process(new org.apache.camel.support.DefaultExchange(running.context()));
  }
}
