package io.camelocsp.http;

import static io.camelocsp.http.TestServer.get;
import static io.camelocsp.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.HttpConnection;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no OCSP request gets its 4xx, and the next good request its answer. */
class RefusalsTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestServer().route("/r");
  }

  @AfterAll
  static void stop() {
    await().until(() -> server.counters().open() == 0);
    assertThat(server.counters().failures()).isZero();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "FOO", "get", "PRI"})
  void refusesOtherMethods(String method) throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(method + " /r/x HTTP/1.1\r\nHost: test\r\n\r\n");
      HttpConnection.Response response = connection.read(false);
      assertThat(response.status()).isEqualTo(405);
      assertThat(response.header("Allow")).isEqualTo("GET, HEAD, POST");
      assertStillServed(connection);
    }
  }

  @ParameterizedTest
  @CsvSource({"*, OPTIONS", "test:443, CONNECT"})
  void refusesOtherMethodsWithOtherTargets(String target, String method) throws Exception {
    assertThat(server.ask(method + " " + target + " HTTP/1.1\r\nHost: t\r\n\r\n").status())
        .isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/r/%zz", "/r/%2", "/r/%", "/r/%2x", "/r/a\"b", "/r/a<b", "/r/a\\b", "/r/a^b", "/r/a`b",
        "/r/{a}", "/r/a|b", "/r/a#b", "/r/[a]", "/r/\u00e9", "x", "*", "ftp://h/r/x", "test:443"
      })
  void refusesPathsThatAreNone(String target) throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(get(target));
      assertThat(connection.read(false).status()).isEqualTo(400);
      assertStillServed(connection);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Host: a\r\nHost: b\r\n"})
  void demandsOneHostOfHttp11(String hosts) throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send("GET /r/x HTTP/1.1\r\n" + hosts + "\r\n");
      assertThat(connection.read(false).status()).isEqualTo(400);
      assertStillServed(connection);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /r/x HTTP/2.0\r\nHost: t\r\n\r\n",
        "GET /r/x\r\n\r\n",
        "GET /r/x HTTQ/1.1\r\nHost: t\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET /r/x HTTP/1.1\r\nNo colon\r\n\r\n",
        "GET /r/x HTTP/1.1\r\nHost : t\r\n\r\n",
        "GET /r/x HTTP/1.1\r\nHost: t\r\nX: a\u0000b\r\n\r\n",
        "POST /r HTTP/1.1\r\nHost: t\r\nContent-Length: x\r\n\r\n",
        "POST /r HTTP/1.1\r\nHost: t\r\nContent-Length: -1\r\n\r\n",
        "POST /r HTTP/1.1\r\nHost: t\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /r HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST /r HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: gzip\r\n\r\nabc",
        "POST /r HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      })
  void closesAfterWhatIsNotHttp(String request) throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(request);
      HttpConnection.Response response = connection.read(false);
      assertThat(response.status()).isEqualTo(400);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(connection.closedByServer()).isTrue();
    }
    assertThat(server.ask(get("/r/x")).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"8189, 200", "8190, 414", "8300, 414", "100000, 414"})
  void limitsTheUrl(int characters, int status) throws Exception {
    // with "/r/" in front
    assertThat(server.ask(get("/r/" + "A".repeat(characters))).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"8000, 200", "9000, 431", "100000, 431"})
  void limitsTheHeader(int characters, int status) throws Exception {
    String request = "GET /r/x HTTP/1.1\r\nHost: t\r\nX: " + "a".repeat(characters) + "\r\n\r\n";
    assertThat(server.ask(request).status()).isEqualTo(status);
  }

  @Test
  void limitsTheNumberOfHeadersByTheirSize() throws Exception {
    String request = "GET /r/x HTTP/1.1\r\nHost: t\r\n" + "a:b\r\n".repeat(3000) + "\r\n";
    assertThat(server.ask(request).status()).isEqualTo(431);
  }

  @Test
  void answersTlsAtOnce() throws Exception {
    byte[] clientHello = HexFormat.of().parseHex("16030100c8010000c40303" + "00".repeat(190));
    try (HttpConnection connection = server.connect()) {
      connection.send(clientHello);
      assertThat(connection.read(false).status()).isEqualTo(400);
      assertThat(connection.closedByServer()).isTrue();
    }
  }

  @Test
  void saysLittleAndEchoesNothing() throws Exception {
    HttpConnection.Response response = server.ask(get("/secret-path"));
    assertThat(text(response)).isEqualTo("Not Found\n");
    assertThat(response.headers())
        .containsOnlyKeys("Date", "Content-Type", "Content-Length", "Cache-Control");
    assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    assertThat(response.header("Content-Type")).isEqualTo("text/plain; charset=us-ascii");
  }

  @Test
  void sendsNoBodyWithTheRefusalOfAHead() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send("HEAD /nothing HTTP/1.1\r\nHost: test\r\n\r\n");
      assertThat(connection.read(true).status()).isEqualTo(404);
      assertStillServed(connection);
    }
  }

  @Test
  void keepsTheConnectionOfARefusedPost() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(HttpConnection.post(server.uri("/nothing"), new byte[500]));
      assertThat(connection.read(false).status()).isEqualTo(404);
      assertStillServed(connection);
    }
  }

  @Test
  void answersThePing() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/.ping?x"));
      HttpConnection.Response ping = connection.read(false);
      assertThat(ping.status()).isEqualTo(200);
      assertThat(text(ping)).isEqualTo("ok\n");
      assertThat(ping.header("Cache-Control")).isEqualTo("no-store");
      connection.send("HEAD /.ping HTTP/1.1\r\nHost: t\r\n\r\n");
      assertThat(connection.read(true).header("Content-Length")).isEqualTo("3");
      connection.send("POST /.ping HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n");
      HttpConnection.Response posted = connection.read(false);
      assertThat(posted.status()).isEqualTo(405);
      assertThat(posted.header("Allow")).isEqualTo("GET, HEAD");
    }
  }

  @Test
  void countsClientErrors() throws Exception {
    long before = server.counters().clientErrors();
    assertThat(server.ask(get("/nothing")).status()).isEqualTo(404);
    assertThat(server.counters().clientErrors()).isEqualTo(before + 1);
  }

  private static void assertStillServed(HttpConnection connection) throws Exception {
    connection.send(get("/r/next").getBytes(StandardCharsets.US_ASCII));
    assertThat(text(connection.read(false))).startsWith("/r GET /next ");
  }
}
