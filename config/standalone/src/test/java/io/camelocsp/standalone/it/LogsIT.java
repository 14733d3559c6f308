package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process logs: text or JSON, and nothing that is secret or personal. */
class LogsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  /** Everything that an operator sees: what is good, refused, unreadable, asked for, in error. */
  private static void live(TestSite site, RunningProcess responder) throws Exception {
    site.drop("first.crl", site.nextCrl().der());
    responder.awaitList(site);
    site.drop("garbage.crl", "no list\n{\"forged\":1}".getBytes(StandardCharsets.US_ASCII));
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> responder.output().contains("garbage.crl"));
    try (HttpConnection connection = new HttpConnection(site.uri(), Duration.ofSeconds(5))) {
      connection.exchange(
          HttpConnection.post(
              site.uri(), TestRequests.der(site.foreignCa(), site.foreign().serial())));
      connection.exchange(
          HttpConnection.post(site.uri(), TestRequests.der(site.ca(), site.good().serial())));
      connection.exchange(HttpConnection.post(site.uri(), new byte[] {0x30, 0}));
    }
  }

  private static RunningProcess start(TestSite site, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("run", "--config", site.configuration().toString()));
    arguments.addAll(List.of(options));
    RunningProcess responder =
        RunningProcess.camelOcsp(site.directory(), arguments.toArray(String[]::new));
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> HttpConnection.pings(site.uri()));
    } catch (RuntimeException e) {
      responder.close(); // or it would outlive the test
      throw e;
    }
    return responder;
  }

  private static void assertJson(String output) throws IOException {
    List<String> lines = output.lines().filter(line -> !line.startsWith("Answering at ")).toList();
    assertThat(lines).isNotEmpty();
    for (String line : lines) {
      JsonNode entry = JSON.readTree(line);
      assertThat(entry.isObject()).as(line).isTrue();
      assertThat(Instant.parse(entry.get("time").asText())).isBefore(Instant.now());
      assertThat(entry.get("level").asText()).isIn("INFO", "WARN", "ERROR");
      assertThat(entry.get("message").asText()).as(line).isNotEmpty();
      assertThat(entry.has("forged")).isFalse();
    }
  }

  @Test
  void eachLineIsAJsonObjectIfThatIsConfigured() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256, "ocsp.log.format = json");
    RunningProcess responder = start(site);
    try (responder) {
      live(site, responder);
    }
    assertJson(responder.output());
    assertThat(responder.output()).contains("\"message\":", "garbage.crl");
  }

  @Test
  void aPlaceholderMayChooseTheFormatAsAnyValue() throws Exception {
    TestSite site =
        new TestSite(
            directory,
            KeyKind.EC_P256,
            "lines = json",
            "ocsp.log.format = {{env:CAMEL_OCSP_NOT_SET:{{lines}}}}");
    RunningProcess responder = start(site);
    try (responder) {
      live(site, responder);
    }
    assertJson(responder.output());

    RunningProcess set = start(site, "--set", "ocsp.log.format={{env:CAMEL_OCSP_NOT_SET:text}}");
    try (set) {
      live(site, set);
    }
    assertThat(set.output()).contains(" WARN ").doesNotContain("\"message\":");
  }

  @Test
  void theOptionGoesBeforeTheConfiguration() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256, "ocsp.log.format = json");
    RunningProcess text = start(site, "--log-format=text");
    try (text) {
      live(site, text);
    }
    assertThat(text.output()).contains(" WARN ").doesNotContain("\"message\":");

    RunningProcess json = start(site, "--set", "ocsp.log.format=text", "--log-format=json");
    try (json) {
      Awaitility.await().until(() -> !json.output().isEmpty());
    }
    assertJson(json.output());
  }

  @Test
  void neitherLogNorAuditHasSecretsOrWhoAskedAboutWhom() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    String pin = Files.readString(site.path("pin")).strip();
    // Long enough that it stands nowhere by chance.
    String password = "correct-horse-battery-" + pin;
    site.configure(
        "ocsp.lists.web.from = http://127.0.0.1:1/none.crl",
        "ocsp.lists.web.username = camel",
        "ocsp.lists.web.password = " + password,
        "ocsp.lists.web.every = 1s",
        "ocsp.lists.web.retry = 1s");
    RunningProcess responder = start(site);
    try (responder) {
      live(site, responder);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> responder.output().contains("Source web fails"));
    }
    List<String> texts = new ArrayList<>(List.of(responder.output()));
    try (Stream<Path> files = Files.list(site.path("data").resolve("audit"))) {
      for (Path each : files.filter(file -> file.toString().endsWith(".jsonl")).toList()) {
        texts.add(Files.readString(each));
      }
    }
    assertThat(texts).hasSize(2);
    String key = Files.readString(site.path("data").resolve("audit").resolve("audit-key.pem"));
    String keyLine = key.lines().skip(2).findFirst().orElseThrow();
    String signerKey =
        Base64.getEncoder().encodeToString(site.signer().key().getEncoded()).substring(40, 80);
    for (String text : texts) {
      assertThat(text)
          .doesNotContain(password)
          .doesNotContain("PRIVATE KEY")
          .doesNotContain(keyLine)
          .doesNotContain(signerKey);
      // Who asked (127.0.0.1) is in the bills only, and about whom as well.
      assertThat(text.replace("127.0.0.1:" + site.uri().getPort(), "").replace("127.0.0.1:1/", ""))
          .doesNotContain("127.0.0.1");
      String lower = text.toLowerCase(Locale.ROOT);
      for (var asked : List.of(site.good(), site.foreign(), site.revoked())) {
        assertThat(lower).doesNotContain(asked.serial().toString(16)).doesNotContain("cn=good");
      }
    }
  }
}
