package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.Curl;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.HttpConnection.Response;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The administration listener from outside: what it takes, what it refuses, its beginning and end.
 */
class AdministrationListenerTest {
  private static final String LIVE = "/health/live";

  private TestSite site;
  private AdministrationSite administration;
  private RunningService running;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    administration = AdministrationSite.of(site);
    running = RunningService.of(site);
  }

  @AfterEach
  void stop() {
    running.close();
  }

  private String head(String method, String target, String host) {
    return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
  }

  @Test
  void aResourceIsShownAndNobodyMayKeepFrameOrReinterpretIt() throws Exception {
    Response live = administration.get(LIVE);

    assertThat(live.status()).isEqualTo(200);
    assertThat(new String(live.body(), StandardCharsets.UTF_8)).contains("\"status\" : \"OK\"");
    assertThat(live.header("Content-Type")).isEqualTo("application/json");
    assertThat(live.header("Cache-Control")).isEqualTo("no-store");
    assertThat(live.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(live.header("Content-Security-Policy"))
        .contains("default-src 'self'", "frame-ancestors 'none'");
    assertThat(live.header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void headGetsTheSameWithoutItsBody() throws Exception {
    Response get = administration.get(LIVE);
    Response head = administration.raw(head("HEAD", LIVE, administration.uri().getAuthority()));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
  }

  @Test
  void pingIsAnsweredHereToo() {
    assertThat(HttpConnection.pings(administration.uri())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
  void nothingCanBeDoneHere(String method) throws Exception {
    Response refused = administration.raw(head(method, LIVE, administration.uri().getAuthority()));

    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("Allow")).isEqualTo("GET, HEAD");
    assertThat(refused.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void aPageThatWasLedHereByItsNameServerIsRefused() throws Exception {
    Response refused = administration.raw(head("GET", LIVE, "rebound.example"));

    assertThat(refused.status()).isEqualTo(421);
    assertThat(administration.raw(head("GET", LIVE, "localhost:1")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://rebound.example/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /health/live HTTP/1.1\r\n\r\n",
        "GET /health/live HTTP/1.1\r\nHost: localhost\r\nHost: rebound.example\r\n\r\n",
        "GET /health/%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /health/live?a=%z HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /health/live?a=1&a=2 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "nonsense\r\n\r\n"
      })
  void whatIsNoProperRequestGets400(String request) throws Exception {
    assertThat(administration.raw(request).status()).isEqualTo(400);
  }

  @Test
  void whatIsTooLongIsRefused() throws Exception {
    assertThat(administration.get(LIVE + "?a=" + "b".repeat(12_000)).status()).isEqualTo(200);
    assertThat(administration.get(LIVE + "?a=" + "b".repeat(17_000)).status()).isEqualTo(414);
    assertThat(
            administration
                .raw(
                    "GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: "
                        + "x".repeat(9000)
                        + "\r\n\r\n")
                .status())
        .isEqualTo(431);
  }

  @Test
  void whereThereIsNothingThatIsSaid() throws Exception {
    assertThat(administration.get("/nothing").status()).isEqualTo(404);
    assertThat(administration.get("/health/live/").status()).isEqualTo(404);
  }

  @Test
  void aResponderShowsNothingOfItAndItAnswersNoOcsp() throws Exception {
    site.dropNextCrl();
    Client client = new Client(site.uri(), site.signer());
    client.await("good", site.ca(), site.good().serial());

    try (HttpConnection connection = new HttpConnection(site.uri(), Duration.ofSeconds(5))) {
      Response atResponder =
          connection.exchange(head("GET", LIVE, "localhost").getBytes(StandardCharsets.US_ASCII));
      assertThat(atResponder.header("Content-Type")).doesNotContain("json");
    }
  }

  @Test
  void connectionsAboveTheLimitAreClosedAndRespondersDoNotNotice() throws Exception {
    site.dropNextCrl();
    Client client = new Client(site.uri(), site.signer());
    client.await("good", site.ca(), site.good().serial());
    List<HttpConnection> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 64; i++) {
        HttpConnection connection = new HttpConnection(administration.uri(), Duration.ofSeconds(5));
        idle.add(connection);
        connection.send(head("GET", LIVE, "localhost"));
        assertThat(connection.read(false).status()).isEqualTo(200);
      }
      try (HttpConnection oneMore =
          new HttpConnection(administration.uri(), Duration.ofSeconds(5))) {
        assertThat(oneMore.closedByServer()).isTrue();
      }
      assertThat(client.status(site.ca(), site.good().serial())).isEqualTo("good");
    } finally {
      for (HttpConnection each : idle) {
        each.close();
      }
    }
  }

  @Test
  void curlReadsItAsATeamWould() {
    RequiredClients.curl();
    ToolResult result = Curl.run("-sS", "--fail", administration.uri().resolve(LIVE).toString());

    assertThat(result.exit()).as(result.stderr()).isZero();
    assertThat(result.stdout()).contains("\"OK\"");
  }

  @Test
  void itIsClosedWithItsService() {
    running.close();

    assertThatThrownBy(() -> administration.get(LIVE)).isInstanceOf(IOException.class);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(
            thread -> thread.isAlive() && thread.getName().startsWith("ocsp-administration-1"));
  }

  @Test
  void aPortThatIsTakenIsAStartFailureThatSaysSo(@TempDir Path other) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TestSite second = new TestSite(other, KeyKind.EC_P256);
      second.configure("ocsp.administration.url = http://127.0.0.1:" + taken.getLocalPort() + "/");

      assertThatThrownBy(() -> RunningService.of(second))
          .hasStackTraceContaining("write another address or port in ocsp.administration.url");
    }
  }

  @Test
  void itOpensAfterTheRespondersAndClosesBeforeThem() {
    assertThat(running.context().getRoutes())
        .last()
        .satisfies(last -> assertThat(last.getId()).isEqualTo("administration"));
    assertThat(running.context().getCamelContextExtension().getRouteStartupOrder())
        .last()
        .satisfies(last -> assertThat(last.getRoute().getId()).isEqualTo("administration"));
  }
}
