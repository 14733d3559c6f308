package io.camelocsp.http;

import static io.camelocsp.http.TestServer.get;
import static io.camelocsp.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.MutableClock;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Methods, versions, keep-alive and header fields, over real sockets. */
class HttpMessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-09T08:07:06.999Z");
  private static final byte[] ANSWER = {0x30, 0x03, 0x0A, 0x01, 0x06};

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new TestServer(new MutableClock(NOW), EdgeLimits.DEFAULT, EdgeTimeouts.DEFAULT)
            .route("/tell")
            .route("/full", HttpMessagesTest::answerWithEverything)
            .route("/304", e -> answer(e, 304));
  }

  @AfterAll
  static void stop() {
    assertThat(server.counters().failures()).isZero();
    server.close();
  }

  private static void answerWithEverything(Exchange exchange) {
    answer(exchange, 200);
    exchange.getMessage().setHeader("Content-Type", "application/ocsp-response");
    exchange.getMessage().setHeader("Cache-Control", "max-age=60");
    exchange.getMessage().setHeader("Expires", "Mon, 09 Nov 2026 09:07:06 GMT");
    exchange.getMessage().setHeader("Last-Modified", "Mon, 09 Nov 2026 07:07:06 GMT");
    exchange.getMessage().setHeader("X-Inside", "secret");
    exchange.getMessage().setHeader("Content-Length", "999");
    exchange.getMessage().setHeader("Connection", "close");
  }

  private static void answer(Exchange exchange, int status) {
    exchange.getMessage().setHeader(OcspHttpBinding.STATUS, status);
    exchange.getMessage().setHeader("ETag", "\"F-H\"");
    exchange.getMessage().setBody(ANSWER);
  }

  @Test
  void givesAGetWithItsPathAndNothingElse() throws Exception {
    HttpConnection.Response response =
        server.ask(
            "GET /tell/MEM= HTTP/1.1\r\nHost: test\r\nCookie: a=b\r\nCamelHttpPath: /evil\r\n\r\n");
    assertThat(response.status()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("/tell GET /MEM= 0 3");
  }

  @Test
  void givesAPostWithItsBodyAndNothingElse() throws Exception {
    try (HttpConnection connection = server.connect()) {
      HttpConnection.Response response =
          connection.exchange(HttpConnection.post(server.uri("/tell"), new byte[70]));
      assertThat(text(response)).isEqualTo("/tell POST  70 2");
    }
  }

  @Test
  void copiesOnlyTheHeadersItKnows() throws Exception {
    HttpConnection.Response response =
        server.ask("GET /full/x HTTP/1.1\r\nHost: test\r\nX-Mine: echo?\r\n\r\n");
    assertThat(response.headers())
        .containsOnly(
            entry("Date", "Mon, 09 Nov 2026 08:07:06 GMT"),
            entry("Content-Length", "5"),
            entry("Content-Type", "application/ocsp-response"),
            entry("Cache-Control", "max-age=60"),
            entry("Expires", "Mon, 09 Nov 2026 09:07:06 GMT"),
            entry("Last-Modified", "Mon, 09 Nov 2026 07:07:06 GMT"),
            entry("ETag", "\"F-H\""));
    assertThat(response.body()).isEqualTo(ANSWER);
  }

  @Test
  void answersAHeadWithTheHeadersOfAGetAndNoBody() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send("HEAD /full/x HTTP/1.1\r\nHost: test\r\n\r\n" + get("/full/x"));
      HttpConnection.Response head = connection.read(true);
      HttpConnection.Response full = connection.read(false);
      assertThat(head.headers()).isEqualTo(full.headers());
      assertThat(full.body()).isEqualTo(ANSWER);
    }
  }

  @Test
  void sendsA304WithoutBodyOrLength() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/304/x") + get("/tell/x"));
      HttpConnection.Response unchanged = connection.read(false);
      assertThat(unchanged.status()).isEqualTo(304);
      assertThat(unchanged.headers()).containsOnlyKeys("Date", "ETag");
      assertThat(text(connection.read(false))).startsWith("/tell GET /x");
    }
  }

  @Test
  void passesIfNoneMatchOn() throws Exception {
    HttpConnection.Response response =
        server.ask("GET /tell/x HTTP/1.1\r\nHost: test\r\nif-none-match: \"a\"\r\n\r\n");
    assertThat(text(response)).isEqualTo("/tell GET /x 0 4");
  }

  @Test
  void keepsAnHttp11ConnectionUntilToldOtherwise() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/tell/1"));
      assertThat(connection.read(false).header("Connection")).isEmpty();
      connection.send("GET /tell/2 HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
      assertThat(connection.read(false).header("Connection")).isEqualTo("close");
      assertThat(connection.closedByServer()).isTrue();
    }
  }

  @Test
  void answersHttp10WithoutHostAndCloses() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send("GET /tell/x HTTP/1.0\r\n\r\n");
      HttpConnection.Response response = connection.read(false);
      assertThat(text(response)).startsWith("/tell GET /x");
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(connection.closedByServer()).isTrue();
    }
  }

  @Test
  void keepsAnHttp10ConnectionOnRequest() throws Exception {
    try (HttpConnection connection = server.connect()) {
      for (int i = 0; i < 2; i++) {
        connection.send("GET /tell/x HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
        assertThat(connection.read(false).header("Connection")).isEqualTo("keep-alive");
      }
    }
  }

  @Test
  void understandsTheJdkClient() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<byte[]> posted =
        client.send(
            HttpRequest.newBuilder(server.uri("/full"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100]))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(posted.statusCode()).isEqualTo(200);
    assertThat(posted.body()).isEqualTo(ANSWER);
    HttpResponse<String> got =
        client.send(
            HttpRequest.newBuilder(server.uri("/tell/MEMw%2FQTA%2babc%3D")).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    assertThat(got.body()).isEqualTo("/tell GET /MEMw%2FQTA%2babc%3D 0 3");
  }
}
