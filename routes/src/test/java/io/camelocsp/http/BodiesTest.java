package io.camelocsp.http;

import static io.camelocsp.http.TestServer.get;
import static io.camelocsp.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.HttpConnection;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Request bodies: lengths, chunks, expectations, and the limit. */
class BodiesTest {
  private static final int MAX_BODY = 5000;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        new TestServer(new EdgeLimits(8192, 8192, MAX_BODY, 10_000, 0, 100), EdgeTimeouts.DEFAULT)
            .route("/b")
            .route("/b/small", 1000);
  }

  @AfterAll
  static void stop() {
    await().until(() -> server.counters().open() == 0);
    assertThat(server.counters().failures()).isZero();
    server.close();
  }

  private static String post(String headers) {
    return "POST /b HTTP/1.1\r\nHost: test\r\n" + headers + "\r\n";
  }

  @Test
  void takesChunkedBodiesAndThenAPlainOneOnOneConnection() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(post("Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\n\r\n");
      assertThat(text(connection.read(false))).startsWith("/b POST  3 ");
      connection.send(
          post("Transfer-Encoding: chunked\r\n")
              + "3e8;x=y\r\n"
              + "a".repeat(1000)
              + "\r\n7D0\r\n"
              + "b".repeat(2000)
              + "\r\n0\r\nTrailer: x\r\n\r\n");
      assertThat(text(connection.read(false))).startsWith("/b POST  3000 ");
      connection.send(post("Content-Length: 4\r\n") + "abcd");
      assertThat(text(connection.read(false))).startsWith("/b POST  4 ");
      connection.send(get("/b/x"));
      assertThat(text(connection.read(false))).startsWith("/b GET /x 0 ");
    }
  }

  @Test
  void takesABodyInPieces() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(post("Content-Length: 3000\r\n"));
      for (int i = 0; i < 300; i++) {
        connection.send("0123456789");
      }
      assertThat(text(connection.read(false))).startsWith("/b POST  3000 ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, MAX_BODY})
  void takesBodiesUpToTheLimit(int size) throws Exception {
    assertThat(text(server.ask(post("Content-Length: " + size + "\r\n") + "x".repeat(size))))
        .startsWith("/b POST  " + size + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: application/x-www-form-urlencoded\r\n",
        "Content-Type: multipart/form-data\r\n",
        "Content-Type: nonsense\r\n",
        "Content-Encoding: identity\r\n",
        "Expect: the-unexpected\r\n"
      })
  void takesAnyContentType(String header) throws Exception {
    assertThat(text(server.ask(post(header + "Content-Length: 1\r\n") + "x")))
        .startsWith("/b POST  1 ");
  }

  @Test
  void refusesCompressedBodies() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(post("Content-Encoding: gzip\r\nContent-Length: 1\r\n") + "x");
      assertThat(connection.read(false).status()).isEqualTo(415);
      connection.send(get("/b/x"));
      assertThat(connection.read(false).status()).isEqualTo(200);
    }
  }

  @Test
  void asksForTheBodyOfAnExpectation() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(post("Expect: 100-continue\r\nContent-Length: 3\r\n"));
      assertThat(connection.read(false).status()).isEqualTo(100);
      connection.send("abc");
      assertThat(text(connection.read(false))).startsWith("/b POST  3 ");
      connection.send(get("/b/x"));
      assertThat(connection.read(false).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5001\r\n",
        "Content-Length: 20000000\r\n",
        "Content-Length: 9223372036854775807\r\n",
        "Expect: 100-continue\r\nContent-Length: 20000000\r\n"
      })
  void refusesALongBodyBeforeItComes(String headers) throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(post(headers));
      assertRefusedAsTooLarge(connection);
    }
  }

  @Test
  void refusesALongChunkedBodyOnceItIsTooLong() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(post("Transfer-Encoding: chunked\r\n"));
      for (int i = 0; i < 5; i++) {
        connection.send("400\r\n" + "x".repeat(1024) + "\r\n");
      }
      assertRefusedAsTooLarge(connection);
    }
  }

  @Test
  void refusesABodyLongerThanItsResponderTakesAndKeepsTheConnection() throws Exception {
    String small = "POST /b/small HTTP/1.1\r\nHost: test\r\n";
    try (HttpConnection connection = server.connect()) {
      connection.send(small + "Content-Length: 1001\r\n\r\n" + "x".repeat(1001));
      assertThat(connection.read(false).status()).isEqualTo(413);
      connection.send(small + "Content-Length: 1000\r\n\r\n" + "x".repeat(1000));
      assertThat(text(connection.read(false))).startsWith("/b/small POST  1000 ");
      connection.send(
          small + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + "x".repeat(1001) + "\r\n0\r\n\r\n");
      assertThat(connection.read(false).status()).isEqualTo(413);
      connection.send(post("Content-Length: 1001\r\n") + "x".repeat(1001));
      assertThat(text(connection.read(false))).startsWith("/b POST  1001 ");
      connection.send(get("/b/small/x"));
      assertThat(connection.read(false).status()).isEqualTo(200);
    }
  }

  private static void assertRefusedAsTooLarge(HttpConnection connection) throws IOException {
    HttpConnection.Response response = connection.read(false);
    assertThat(response.status()).isEqualTo(413);
    assertThat(response.header("Connection")).isEqualTo("close");
    assertThat(connection.closedByServer()).isTrue();
  }

  @Test
  void letsAClientThatGoesOnSendingSeeItsRefusal() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(post("Content-Length: 20000000\r\n"));
      byte[] piece = new byte[100_000];
      assertThatCode(
              () -> {
                for (int i = 0; i < 200; i++) {
                  connection.send(piece);
                }
              })
          .doesNotThrowAnyException();
      assertRefusedAsTooLarge(connection);
    }
  }

  @Test
  void refusesTwentyMegabytesFromTheJdkClient() throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri("/b"))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[20_000_000]))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(413);
  }
}
