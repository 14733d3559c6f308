package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.standalone.ResponderProcess.RunningResponder;
import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.standalone.server.CamelStarter;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code camel-ocsp reload}, against a responder that runs in this very process. */
class ReloadCommandTest {
  private static final BigInteger SERIAL = BigInteger.valueOf(77);
  private static final String WHEN_EXPIRED = "ocsp.issuer.site.when-evidence-expires";
  private static final String TRY_LATER = "error 3";

  @TempDir private Path directory;
  private TestSite site;
  private String original;
  private RunningResponder running;
  private Client client;

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    startWith(Map.of());
  }

  private void startWith(Map<String, String> set) throws Exception {
    original = Files.readString(site.configuration());
    running = new CamelStarter(InstantSource.system()).start(site.configuration(), set, false);
    client = new Client(running.urls().get(0), site.signer());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private void edit(String... lines) throws IOException {
    Files.writeString(site.configuration(), original + String.join("\n", lines) + "\n");
  }

  private Result reload(String... options) {
    List<Object> all = new ArrayList<>(List.of("reload", "--config", site.configuration()));
    all.addAll(List.of(options));
    return new TestCli().run(all.toArray());
  }

  private String answer() throws Exception {
    return client.status(site.ca(), SERIAL);
  }

  @Test
  void aLiveKeyCountsWithTheNextRequest() throws Exception {
    assertThat(answer()).isEqualTo(TRY_LATER);
    edit(WHEN_EXPIRED + " = unknown");

    Result result = reload();

    assertThat(result.out())
        .isEqualTo(
            """
            Read again: %s; 1 change counts from now on
              ocsp.issuer.site.when-evidence-expires: default tryLater -> unknown (live)
            """
                .formatted(site.configuration()));
    assertThat(result.exit()).isZero();
    assertThat(answer()).isEqualTo("unknown");

    assertThat(reload().out())
        .isEqualTo("Read again: %s; nothing is different\n".formatted(site.configuration()));
  }

  @Test
  void aDryRunTellsTheSameAndChangesNothing() throws Exception {
    edit(WHEN_EXPIRED + " = unknown", "ocsp.warn.list-expiry = 2h");

    Result result = reload("--dry-run");

    assertThat(result.out())
        .startsWith(site.configuration() + ": 2 changes would count at once; nothing was applied\n")
        .contains("  ocsp.warn.list-expiry: default 1h -> 2h (live)\n");
    assertThat(result.exit()).isZero();
    assertThat(answer()).isEqualTo(TRY_LATER);
    assertThat(reload().out()).contains("2 changes count from now on");
    assertThat(reload("--dry-run").out()).contains("a reload would change nothing");
  }

  @Test
  void oneKeyThatNeedsARestartHoldsAllBackAndSaysHowToRestart() throws Exception {
    edit(WHEN_EXPIRED + " = unknown", "ocsp.signing.queue = 7");

    Result result = reload();

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.out())
        .startsWith("refused: 1 of 2 changes needs a restart; nothing was applied\n")
        .contains(
            "  ocsp.signing.queue: default 1000 -> 7 (needs a restart)\n",
            "  " + WHEN_EXPIRED + ": default tryLater -> unknown (live)\n",
            "  systemctl restart camel-ocsp\n",
            "  camel-ocsp run --config " + site.configuration() + "\n");
    assertThat(answer()).isEqualTo(TRY_LATER);
    assertThat(reload("--dry-run").out())
        .startsWith("a reload would be refused: 1 of 2 changes needs a restart\n");
  }

  @Test
  void everyErrorIsToldWithItsLineAndNothingIsApplied() throws Exception {
    edit(WHEN_EXPIRED + " = unknown", "ocsp.warn.list-expiry = 2", "ocsp.warn.lists = 1h");
    long line = Files.readAllLines(site.configuration()).indexOf("ocsp.warn.lists = 1h") + 1L;

    Result result = reload();

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out())
        .startsWith(
            "refused: %s has 2 errors; nothing of it is used, and what runs goes on\n"
                .formatted(site.configuration()))
        .contains(
            "%s:%d: error: ocsp.warn.list-expiry = 2\n    a duration needs a unit\n"
                .formatted(site.configuration(), line - 1),
            "%s:%d: error: ocsp.warn.lists = 1h\n    there is no such key\n"
                .formatted(site.configuration(), line))
        .endsWith("  camel-ocsp reload --config " + site.configuration() + "\n");
    assertThat(answer()).isEqualTo(TRY_LATER);
  }

  @Test
  void aRestartIsNotAdvisedWhereAFileWouldKeepItFromStarting() throws Exception {
    Files.writeString(site.path("bad.p12"), "no key store");
    edit(
        "ocsp.signing.queue = 7",
        "ocsp.signer.bad.keystore = bad.p12",
        "ocsp.signer.bad.password-file = pin");

    Result result = reload();

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out())
        .contains("1 error", "ocsp.signer.bad.keystore")
        .doesNotContain("systemctl");
  }

  @Test
  void aKeyStoreThatIsMendedWithoutAnEditIsReadAgain() throws Exception {
    site.dropNextCrl();
    client.await("good", site.ca(), SERIAL);
    TestCertificate next = site.ca().ocspSigner("CN=next", KeyKind.EC_P256);
    Files.writeString(site.path("broken.p12"), "half a key store");
    replaceSigner(site.path("broken.p12"));

    Result refused = reload();

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.out()).contains("ocsp.signer.site.keystore = " + site.path("signer.p12"));
    assertThat(answer()).as("by the old signer").isEqualTo("good");

    replaceSigner(TestKeyStores.pkcs12(site.path("next.p12"), next, "a test pin".toCharArray()));
    Result mended = reload();

    assertThat(mended.exit()).as(mended.out()).isZero();
    assertThat(mended.out())
        .contains("ocsp.signer.site.keystore: has another certificate", "CN=next");
    assertThat(new Client(running.urls().get(0), next).status(site.ca(), SERIAL)).isEqualTo("good");
  }

  private void replaceSigner(Path with) throws IOException {
    Files.move(with, site.path("signer.p12"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void secretsAreNeverShown() throws Exception {
    TestCertificate next = site.ca().ocspSigner("CN=next", KeyKind.EC_P256);
    TestKeyStores.pkcs12(site.path("next.p12"), next, "another secret".toCharArray());
    edit("ocsp.signer.next.keystore = next.p12", "ocsp.signer.next.password = another secret");
    String added = reload().out();
    TestKeyStores.pkcs12(site.path("next.p12"), next, "a third secret".toCharArray());
    edit("ocsp.signer.next.keystore = next.p12", "ocsp.signer.next.password = a third secret");
    Result json = reload("--json", "--dry-run");
    Result changed = reload();
    Files.writeString(site.path("pin"), "a test pin\n");
    Result file = reload();

    assertThat(added).contains("ocsp.signer.next.password: added, (hidden) (live)");
    assertThat(changed.out())
        .contains(
            "ocsp.signer.next.password: (hidden), which is another value now (live)",
            "ocsp.signer.next.keystore: its file has other content (live)");
    assertThat(file.out())
        .contains("ocsp.signer.site.password-file: its file has other content (live)");
    assertThat(added + json.out() + changed.out() + file.out())
        .doesNotContain("another secret", "a third secret", "a test pin");
  }

  @Test
  void whatSetSaidAtTheStartStillGoesBeforeTheFile() throws Exception {
    running.close();
    startWith(Map.of(WHEN_EXPIRED, "unknown"));
    edit(WHEN_EXPIRED + " = tryLater", "ocsp.warn.list-expiry = 2h");

    assertThat(reload().out()).contains("1 change counts", "ocsp.warn.list-expiry");
    assertThat(answer()).isEqualTo("unknown");
  }

  @Test
  void placeholdersNameTheKeysThatTheFileHasNow() throws Exception {
    edit("my.expiry = 2h", "ocsp.warn.list-expiry = {{my.expiry}}");

    Result result = reload();

    assertThat(result.out())
        .startsWith("refused: 1 of 2 changes needs a restart")
        .contains("  my.expiry: added (needs a restart)\n")
        .contains("  ocsp.warn.list-expiry: default 1h -> {{my.expiry}} (live)\n");
    assertThat(result.exit()).isEqualTo(1);

    edit("ocsp.warn.list-expiry = {{ocsp.warn.signer-expiry}}", "ocsp.warn.signer-expiry = 3h");
    assertThat(reload().out()).contains("2 changes count from now on");
  }

  @Test
  void warningsAreToldAndDoNotHoldItBack() throws Exception {
    edit("ocsp.warn.list-expiry = 2h", "ocsp.warn.list-expiry = 3h");

    Result result = reload();

    assertThat(result.exit()).isZero();
    assertThat(result.out()).contains("warning: ocsp.warn.list-expiry", "is also in line");
  }

  @Test
  void jsonHoldsTheSameForPrograms() throws Exception {
    edit("ocsp.signing.queue = 7");

    JsonNode told = new ObjectMapper().readTree(reload("--json").out());

    assertThat(told.path("exitCode").asInt()).isEqualTo(1);
    assertThat(told.path("applied").asBoolean(true)).isFalse();
    assertThat(told.path("needsRestart").asBoolean()).isTrue();
    JsonNode change = told.path("changes").path(0);
    assertThat(change.path("key").asText()).isEqualTo("ocsp.signing.queue");
    assertThat(change.path("kind").asText()).isEqualTo("added");
    assertThat(change.path("effect").asText()).isEqualTo("restart");

    edit("ocsp.signing.queue = none");
    JsonNode bad = new ObjectMapper().readTree(reload("--json").out());
    assertThat(bad.path("exitCode").asInt()).isEqualTo(2);
    assertThat(bad.path("problems").path(0).path("key").asText()).isEqualTo("ocsp.signing.queue");
    assertThat(bad.path("problems").path(0).path("where").asText())
        .startsWith(site.configuration() + ":");
  }

  @Test
  void aFileThatIsGoneIsAnErrorAndWhatRunsGoesOn() throws Exception {
    Path elsewhere = site.path("moved.properties");
    Files.move(site.configuration(), elsewhere);

    Result result = new TestCli().run("reload", "--socket", site.path("data/control.sock"));

    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).contains("the file does not exist");
    assertThat(answer()).isEqualTo(TRY_LATER);
  }

  @Test
  void whereNothingRunsItSaysHowToStartIt() {
    running.close();

    Result result = reload();

    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("not running", "camel-ocsp run --config");
  }
}
