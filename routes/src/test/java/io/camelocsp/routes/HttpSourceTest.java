package io.camelocsp.routes;

import static io.camelocsp.testkit.ListServer.list;
import static io.camelocsp.testkit.ListServer.status;
import static io.camelocsp.testkit.ListServer.truncated;
import static io.camelocsp.testkit.ListServer.versioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.source.SourceReport;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.ListServer;
import io.camelocsp.testkit.TestSite;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists fetched from a web server, by the routes of a running service. */
class HttpSourceTest {
  private static final String NAME = "web";

  @TempDir Path directory;
  private TestSite site;
  private ListServer server;
  private Logs logs;

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    server = ListServer.http();
    logs = new Logs();
  }

  @AfterEach
  void stop() {
    logs.close();
    server.close();
  }

  @Test
  void aListIsFetchedAtStartAndAnsweredFrom() throws Exception {
    server.answers(list(site.nextCrl().der()));
    try (RunningService service =
        run(server.url("/ca.crl?sig=a%2Fb%20c").toString(), "every = 1h")) {
      awaitRevoked();
      assertThat(server.asked()).hasSize(1);
      assertThat(server.asked().get(0).path()).isEqualTo("/ca.crl?sig=a%2Fb%20c");
      assertThat(server.asked().get(0).acceptEncoding()).isNull();
      SourceReport report = report(service);
      assertThat(report.lastNewList()).isNotNull();
      assertThat(report.lastSuccess()).isNotNull();
      assertThat(report.failure()).isNull();
      assertThat(report.nextTry()).isAfter(Instant.now().plus(Duration.ofMinutes(50)));
      assertThat(report.from()).doesNotContain("sig");
    }
    assertThat(incoming()).isEmpty();
  }

  @Test
  void aNewerListIsTakenInAndWhatTheServerSaysIsUnchangedIsNotSentAgain() throws Exception {
    server.answers(versioned(site.nextCrl().der(), "\"one\""));
    try (RunningService service = run(server.url("/ca.crl").toString(), "every = 100ms")) {
      awaitRevoked();
      await().until(() -> server.asked().size() > 3);
      assertThat(server.asked().get(0).ifNoneMatch()).isNull();
      assertThat(server.asked().get(2).ifNoneMatch()).isEqualTo("\"one\"");
      assertThat(report(service).failure()).isNull();

      server.answers(versioned(site.nextCrlRevoking(site.good().serial()).der(), "\"two\""));
      client().await("revoked 4", site.ca(), site.good().serial());
      await().until(() -> "\"two\"".equals(last().ifNoneMatch()));
    }
  }

  @Test
  void lastModifiedIsSentBackAsItWasWritten() throws Exception {
    String written = "Tue, 24 Nov 2026 10:00:00 GMT";
    server.answers(list(site.nextCrl().der(), "Last-Modified", written));
    try (RunningService service = run(server.url("/ca.crl").toString(), "every = 100ms")) {
      await().until(() -> server.asked().size() > 1);
      assertThat(last().ifModifiedSince()).isEqualTo(written);
      assertThat(report(service).lastTry()).isNotNull();
    }
  }

  @Test
  void aRefusedListIsAskedForAgainWithoutCondition() throws Exception {
    server.answers(list(site.foreignCa().crl().number(1).der(), "ETag", "\"bad\""));
    try (RunningService service = run(server.url("/ca.crl").toString(), "every = 100ms")) {
      awaitFailure(service, "configured issuer");
      await().until(() -> server.asked().size() > 2);
      assertThat(server.asked()).allSatisfy(each -> assertThat(each.ifNoneMatch()).isNull());
    }
    assertThat(logs.lines()).filteredOn(line -> line.contains("Source web fails")).hasSize(1);
  }

  @Test
  void aMissingListIsToldOnceAndItsReturnToo() throws Exception {
    try (RunningService service = run(server.url("/ca.crl").toString(), "every = 100ms")) {
      awaitFailure(service, "it answers 404 (Not Found)");
      await().until(() -> source(service).failures() > 3);
      server.answers(list(site.nextCrl().der()));
      awaitRevoked();
      await().until(() -> report(service).failure() == null);
    }
    assertThat(logs.lines()).filteredOn(line -> line.contains("Source web fails")).hasSize(1);
    assertThat(logs.lines()).contains("INFO Source web works again");
  }

  @Test
  void anHtmlPageIsRefusedAsNoListAndTheCurrentListGoesOn() throws Exception {
    server.answers(list(site.nextCrl().der(), "Content-Type", "text/html"));
    try (RunningService service = run(server.url("/ca.crl").toString(), "every = 100ms")) {
      awaitRevoked();
      server.answers(
          list(
              "<!DOCTYPE html><html>Sign in</html>".getBytes(StandardCharsets.UTF_8),
              "Content-Type",
              "application/pkix-crl"));
      awaitFailure(service, "neither");
      awaitRevoked();
    }
  }

  @Test
  void aCompressedBodyIsRefusedByName() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(site.nextCrl().der());
    }
    server.answers(list(packed.toByteArray(), "Content-Encoding", "gzip"));
    try (RunningService service = run(server.url("/ca.crl").toString(), "every = 100ms")) {
      awaitFailure(service, "Content-Encoding: gzip");
    }
  }

  @Test
  void aBodyOverTheLimitIsCutOffWhetherAnnouncedOrNot() throws Exception {
    server.answers(list(new byte[5_000]));
    try (RunningService service =
        run(server.url("/ca.crl").toString(), "every = 100ms", "max-size = 4k")) {
      awaitFailure(service, "more than the 4096 octets");
      server.answers(
          exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked
            exchange.getResponseBody().write(new byte[1_000_000]);
          });
      int before = server.asked().size();
      await().until(() -> server.asked().size() > before + 2);
      awaitFailure(service, "more than the 4096 octets");
    }
    assertThat(incoming()).isEmpty();
  }

  @Test
  void redirectsToTheSameHostAreFollowedAndToOthersNot() throws Exception {
    byte[] list = site.nextCrl().der();
    server.answers(
        exchange -> {
          switch (exchange.getRequestURI().getPath()) {
            case "/old" -> status(301, "Location", "/new").to(exchange);
            case "/new" -> list(list).to(exchange);
            default -> status(404).to(exchange);
          }
        });
    try (RunningService service = run(server.url("/old").toString(), "every = 100ms")) {
      awaitRevoked();
      server.answers(status(302, "Location", "http://127.0.0.1:" + server.port() + "/new"));
      awaitFailure(service, "redirects to http://127.0.0.1:" + server.port() + "/new");
      server.answers(status(302, "Location", "/old"));
      awaitFailure(service, "more than 5 times");
    }
  }

  @Test
  void noRedirectIsFollowedWhereNoneIsAllowed() throws Exception {
    server.answers(status(302, "Location", "/new"));
    try (RunningService service =
        run(server.url("/old").toString(), "every = 100ms", "redirects = none")) {
      awaitFailure(service, "redirects does not allow");
      assertThat(server.asked()).allSatisfy(each -> assertThat(each.path()).isEqualTo("/old"));
    }
  }

  @Test
  void theNextMirrorIsAskedAndThenFirst() throws Exception {
    try (ListServer second = ListServer.http()) {
      second.answers(versioned(site.nextCrl().der(), "\"m\""));
      server.answers(status(503));
      try (RunningService service =
          run(server.url("/ca.crl") + ", " + second.url("/ca.crl"), "every = 100ms")) {
        awaitRevoked();
        await().until(() -> second.asked().size() > 3);
        assertThat(server.asked()).hasSize(1);
        assertThat(report(service).failure()).isNull();
        second.answers(status(500));
        awaitFailure(service, "it answers 500");
        assertThat(source(service).problem()).contains("it answers 503");
      }
    }
  }

  @Test
  void aMirrorWithAnotherCasListIsPassedOver() throws Exception {
    try (ListServer second = ListServer.http()) {
      second.answers(list(site.nextCrl().der()));
      server.answers(list(site.foreignCa().crl().number(1).der()));
      try (RunningService service =
          run(server.url("/ca.crl") + ", " + second.url("/ca.crl"), "every = 1h")) {
        awaitRevoked();
        assertThat(second.asked()).hasSize(1);
        assertThat(report(service).lastSuccess()).isNotNull();
      }
    }
  }

  @Test
  void aServerThatIsDeadAtStartIsAskedWhenItIsBack() throws Exception {
    int port = server.port();
    server.close();
    try (RunningService service = run("http://localhost:" + port + "/ca.crl", "every = 200ms")) {
      awaitFailure(service, "it takes no connections");
      server = ListServer.http(port);
      server.answers(list(site.nextCrl().der()));
      awaitRevoked();
    }
  }

  @Test
  void aTruncatedBodyIsNoListAndHarmsNothing() throws Exception {
    byte[] list = site.nextCrl().der();
    server.answers(list(list));
    try (RunningService service = run(server.url("/ca.crl").toString(), "every = 100ms")) {
      awaitRevoked();
      server.answers(truncated(site.nextCrl().der()));
      awaitFailure(service, "breaks off");
      awaitRevoked();
    }
  }

  @Test
  void thePasswordGoesToTheConfiguredServerOnlyAndIntoNoLog() throws Exception {
    String expected =
        "Basic "
            + Base64.getEncoder().encodeToString("ann:s3cret".getBytes(StandardCharsets.UTF_8));
    byte[] list = site.nextCrl().der();
    try (ListServer other = ListServer.http()) {
      other.answers(list(list));
      server.answers(status(302, "Location", other.url("/ca.crl").toString()));
      try (RunningService service =
          run(
              server.url("/ca.crl").toString(),
              "every = 1h",
              "username = ann",
              "password = s3cret")) {
        awaitRevoked();
        assertThat(server.asked().get(0).authorization()).isEqualTo(expected);
        assertThat(other.asked().get(0).authorization()).isNull();
        assertThat(report(service).toString()).doesNotContain("s3cret");
      }
    }
    assertThat(logs.lines()).noneMatch(line -> line.contains("s3cret"));
  }

  @Test
  void fetchNowDoesNotWaitForTheSchedule() throws Exception {
    server.answers(list(site.nextCrl().der()));
    try (RunningService service = run(server.url("/ca.crl").toString(), "every = 1h")) {
      awaitRevoked();
      server.answers(list(site.nextCrlRevoking(site.good().serial()).der()));
      assertThat(service.service().fetchNow(NAME)).isPresent();
      assertThat(service.service().fetchNow("drop")).isEmpty();
      client().await("revoked 4", site.ca(), site.good().serial());
    }
  }

  private RunningService run(String from, String... keys) throws Exception {
    site.configure("ocsp.lists.web.from = " + from);
    for (String key : keys) {
      site.configure("ocsp.lists.web." + key);
    }
    return RunningService.of(site);
  }

  private ListServer.Asked last() {
    return server.asked().get(server.asked().size() - 1);
  }

  private Client client() {
    return new Client(site.uri(), site.signer());
  }

  private void awaitRevoked() {
    client().await("revoked 1", site.ca(), site.revoked().serial());
  }

  private static ReportedSource source(RunningService service) {
    return new ReportedSource(service, NAME);
  }

  private static SourceReport report(RunningService service) {
    return source(service).report();
  }

  private static void awaitFailure(RunningService service, String text) {
    source(service).awaitProblem(text);
  }

  private List<Path> incoming() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("data").resolve("incoming"))) {
      return files.toList();
    }
  }
}
