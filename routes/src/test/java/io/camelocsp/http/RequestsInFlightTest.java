package io.camelocsp.http;

import static io.camelocsp.http.TestServer.get;
import static io.camelocsp.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.HttpConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two requests may be in flight. */
class RequestsInFlightTest {
  private static final byte[] TRY_LATER = {0x30, 3, 0x0A, 1, 3};

  @SuppressWarnings("NullAway.Init") // started before each test
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        new TestServer(new EdgeLimits(8192, 8192, 65536, 100, 0, 2), EdgeTimeouts.DEFAULT)
            .route("/f");
  }

  @AfterEach
  void stop() {
    await().until(() -> server.counters().open() == 0);
    assertThat(server.counters().failures()).isZero();
    server.close();
  }

  private HttpConnection held() throws Exception {
    HttpConnection connection = server.connect();
    int before = server.held.size();
    connection.send(get("/f/held"));
    await().until(() -> server.held.size() == before + 1);
    return connection;
  }

  @Test
  void oneMoreIsAnsweredTryLaterAtOnceAndItsConnectionStays() throws Exception {
    try (HttpConnection first = held();
        HttpConnection second = held();
        HttpConnection third = server.connect()) {
      for (int i = 0; i < 3; i++) {
        third.send(get("/f/x"));
        HttpConnection.Response response = third.read(false);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Content-Type")).isEqualTo("application/ocsp-response");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        assertThat(response.body()).isEqualTo(TRY_LATER);
      }
      assertThat(server.ask(get("/.ping")).status()).isEqualTo(200);
      assertThat(server.counters().overloaded()).isEqualTo(3);

      server.answerHeld();
      assertThat(text(first.read(false))).startsWith("/f GET /held ");
      third.send(get("/f/x"));
      assertThat(text(third.read(false))).startsWith("/f GET /x ");

      server.answerHeld();
      assertThat(text(second.read(false))).startsWith("/f GET /held ");
    }
  }

  @Test
  void requestsWhoseClientsHaveLeftCountUntilTheirRouteIsDone() throws Exception {
    for (int round = 0; round < 3; round++) {
      held().close();
      held().close();
      assertThat(server.ask(get("/f/x")).body()).isEqualTo(TRY_LATER);

      server.answerHeld();
      server.answerHeld();
      await().until(() -> text(server.ask(get("/f/x"))).startsWith("/f GET /x "));
    }
  }
}
