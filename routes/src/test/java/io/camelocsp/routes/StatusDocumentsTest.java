package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.Curl;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs get where a browser gets the status page: docs/status-page.md. */
class StatusDocumentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path FILES = Path.of("src/main/resources/io/camelocsp/administration/page");

  private PageSite site;
  private RunningService running;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    RequiredClients.curl();
    site = new PageSite(directory);
    site.dropList(Duration.ofHours(1), Duration.ofDays(1));
    running = RunningService.of(site.site);
    await().until(() -> running.lists().get(0).list() != null);
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
  }

  private ToolResult curl(String path, String... options) {
    return Curl.run(
        Stream.concat(
                Stream.of("--silent", "--show-error", "--globoff"),
                Stream.concat(Stream.of(options), Stream.of(site.at(path).toString())))
            .toArray(String[]::new));
  }

  private JsonNode json(String path, String... options) throws IOException {
    ToolResult result = curl(path, options);
    assertThat(result.exit()).as(result.stderr()).isZero();
    return JSON.readTree(result.stdout());
  }

  @Test
  void curlGetsTheFactsOfThePage() throws Exception {
    JsonNode status = json("/status.json");

    assertThat(status.path("level").asText()).isEqualTo("ok");
    assertThat(status.path("headline").asText()).startsWith("OK: issuer site answers; site breaks");
    assertThat(status.at("/firstToBreak/issuer").asText()).isEqualTo("site");
    assertThat(status.at("/firstToBreak/by").asText()).isEqualTo("evidence");
    assertThat(Instant.parse(status.at("/issuers/0/evidenceEnd").asText()))
        .isBetween(
            Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
    assertThat(status.at("/issuers/0/level").asText()).isEqualTo("ok");
    assertThat(status.at("/lists/0/state").asText()).isEqualTo("valid");
    assertThat(status.at("/lists/0/sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(status.at("/sources/0/source").asText()).isEqualTo("drop");
    assertThat(status.at("/refusedFiles").isArray()).isTrue();
    assertThat(status.at("/problems").isArray()).isTrue();
  }

  @Test
  void aRefusedFileIsToldByItsNameWithItsReason() throws Exception {
    site.site.drop("it's \"bad\".crl", "no list".getBytes(StandardCharsets.US_ASCII));

    await().until(() -> json("/status.json").at("/refusedFiles").size() == 1);
    JsonNode refused = json("/status.json").at("/refusedFiles/0");
    assertThat(refused.path("file").asText()).isEqualTo("it's \"bad\".crl");
    assertThat(refused.path("lists").asText()).isEqualTo("drop");
    assertThat(refused.path("reason").asText()).isNotEmpty();
    assertThat(Path.of(refused.path("reasonFile").asText())).isRegularFile();
  }

  @Test
  void curlIsToldWhyACertificateIsAnsweredAsItIs() throws Exception {
    JsonNode explained =
        json(
            "/explain",
            "--get",
            "--data-urlencode",
            "certificate@" + site.site.path("revoked.pem"));

    assertThat(explained.at("/responders/site/status").asText()).isEqualTo("revoked");
    assertThat(explained.at("/responders/site/reason").asText()).isEqualTo("keyCompromise");
    assertThat(explained.at("/evidence/0/evidence").asText()).isEqualTo("crl site#1");
    assertThat(explained.at("/evidence/0/number").asText()).isEqualTo("1");
    assertThat(explained.at("/evidence/0/sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(explained.at("/evidence/0/source").asText()).isEqualTo("drop");
    assertThat(explained.at("/evidence/0/location").asText()).endsWith("list.crl");
    assertThat(explained.at("/why").asText()).contains("crl site#1");

    String serial = site.site.good().serial().toString(16);
    assertThat(json("/explain?issuer=site&serial=" + serial).at("/responders/site/status").asText())
        .isEqualTo("good");
  }

  @Test
  void whatCannotBeExplainedIsAnErrorThatSaysWhy() throws Exception {
    ToolResult foreign =
        curl(
            "/explain",
            "--get",
            "--data-urlencode",
            "certificate@" + site.site.path("foreign.pem"),
            "--write-out",
            "%{http_code}");
    assertThat(foreign.stdout())
        .contains("No issuer that is answered for here fits")
        .endsWith("404");

    ToolResult nothing = curl("/explain", "--write-out", "%{http_code}");
    assertThat(nothing.stdout()).contains("issuer=NAME and serial=HEX").endsWith("400");
  }

  @Test
  void aCertificateTooLongForAUrlIsRefused() {
    ToolResult result =
        curl("/explain?certificate=" + "A".repeat(20_000), "--write-out", "%{http_code}");
    assertThat(result.stdout()).endsWith("414");
  }

  @Test
  void theHistoryIsAskedForAsAWholeOrSinceASample() throws Exception {
    PageSite.sample(running);
    JsonNode whole = json("/history.json");
    assertThat(whole.path("every").asText()).isEqualTo("PT10S");
    assertThat(whole.path("times")).hasSize(1);
    assertThat(whole.at("/lists/site")).hasSize(1);

    long last = whole.at("/times/0").asLong();
    assertThat(json("/history.json?after=" + last).path("times")).isEmpty();
    assertThat(curl("/history.json?after=now", "--write-out", "%{http_code}").stdout())
        .endsWith("400");
  }

  @Test
  void nothingShownHasAPinAKeyOrWhoAskedAboutWhom() throws Exception {
    Client client = new Client(site.site.uri(), site.site.signer());
    assertThat(client.status(site.site.ca(), site.site.good().serial())).isEqualTo("good");
    PageSite.sample(running);

    for (String path :
        List.of("/", "/status.json", "/history.json", "/metrics", "/health", "/health/ready")) {
      String shown = curl(path).stdout();
      assertThat(shown)
          .as(path)
          .isNotEmpty()
          .doesNotContain(Files.readString(site.site.path("pin")).strip())
          .doesNotContain("PRIVATE KEY")
          .doesNotContainIgnoringCase(site.site.good().serial().toString(16))
          .doesNotContain(site.site.good().serial().toString());
    }
  }

  @Test
  void everyFileOfThePageIsServedAsWhatItIs() throws Exception {
    for (String file : List.of("status.css", "status.js", "elements.js", "plots.js", "icon.svg")) {
      ToolResult got = curl("/" + file);
      assertThat(got.stdout()).isEqualTo(Files.readString(FILES.resolve(file)));
    }
    assertThat(curl("/").stdout()).isEqualTo(Files.readString(FILES.resolve("index.html")));
  }

  /** Nothing can run that is not in these files, whatever a name or a reason says. */
  @Test
  void noFileOfThePageMakesMarkupOfTextOrNamesAnotherHost() throws Exception {
    for (Path file : pageFiles()) {
      assertThat(Files.readString(file))
          .as(file.toString())
          .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(")
          .doesNotContainPattern("(?i)\\son[a-z]+=|\\sstyle=|<style")
          .doesNotContainPattern("https?://(?!www\\.w3\\.org/2000/svg)");
    }
  }

  private static List<Path> pageFiles() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.toList();
    }
  }
}
