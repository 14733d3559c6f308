package io.camelocsp.http;

import static io.camelocsp.http.TestServer.get;
import static io.camelocsp.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.HttpConnection;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time limits and caps of connections. */
class ConnectionGuardTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);

  @SuppressWarnings("NullAway.Init") // each test starts the one it needs
  private TestServer server;

  private void start(EdgeTimeouts timeouts) throws Exception {
    start(EdgeLimits.DEFAULT, timeouts);
  }

  private void start(EdgeLimits limits, EdgeTimeouts timeouts) throws Exception {
    server = new TestServer(limits, timeouts).route("/g");
  }

  @AfterEach
  void stop() {
    await().until(() -> server.counters().open() == 0);
    assertThat(server.counters().failures()).isZero();
    server.close();
  }

  @Test
  void closesASilentConnection() throws Exception {
    start(new EdgeTimeouts(SHORT, LONG, LONG, LONG));
    try (HttpConnection connection = server.connect()) {
      assertThat(connection.closedByServer()).isTrue();
    }
    assertThat(server.counters().headerTimeouts()).isEqualTo(1);
  }

  @Test
  void closesADribbledHeaderWithoutAWord() throws Exception {
    start(new EdgeTimeouts(SHORT, LONG, LONG, LONG));
    try (HttpConnection connection = server.connect()) {
      dribble(connection, "GET /g/x HTTP/1.1\r\nHost: test\r\nX: " + "x".repeat(1000));
      assertThatThrownBy(() -> connection.read(false)).isInstanceOf(Exception.class);
    }
    assertThat(server.counters().headerTimeouts()).isEqualTo(1);
  }

  @Test
  void limitsTheHeaderOfALaterRequestToo() throws Exception {
    start(new EdgeTimeouts(SHORT, LONG, LONG, LONG));
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/g/x") + "GET /g/y HTTP/1.1\r\n");
      assertThat(connection.read(false).status()).isEqualTo(200);
      assertThat(connection.closedByServer()).isTrue();
    }
    assertThat(server.counters().headerTimeouts()).isEqualTo(1);
  }

  @Test
  void answers408ToAStalledBody() throws Exception {
    start(new EdgeTimeouts(LONG, SHORT, LONG, LONG));
    try (HttpConnection connection = server.connect()) {
      connection.send("POST /g HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\nabc");
      HttpConnection.Response response = connection.read(false);
      assertThat(response.status()).isEqualTo(408);
      assertThat(response.header("Connection")).isEqualTo("close");
      assertThat(connection.closedByServer()).isTrue();
    }
    assertThat(server.counters().bodyTimeouts()).isEqualTo(1);
  }

  @Test
  void answers408ToADribbledBody() throws Exception {
    start(new EdgeTimeouts(LONG, SHORT, LONG, LONG));
    try (HttpConnection connection = server.connect()) {
      connection.send("POST /g HTTP/1.1\r\nHost: test\r\nContent-Length: 1000\r\n\r\n");
      dribble(connection, "x".repeat(1000));
      assertThat(connection.read(false).status()).isEqualTo(408);
    }
  }

  private void dribble(HttpConnection connection, String text) {
    for (int i = 0; i < text.length(); i++) {
      int next = i;
      await()
          .pollDelay(Duration.ofMillis(5))
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                try {
                  connection.send(text.substring(next, next + 1));
                } catch (IOException e) {
                  return true;
                }
                return true;
              });
      EdgeCounters.Snapshot now = server.counters();
      if (now.headerTimeouts() + now.bodyTimeouts() > 0) {
        return;
      }
    }
  }

  @Test
  void closesAnIdleConnection() throws Exception {
    start(new EdgeTimeouts(LONG, LONG, SHORT, LONG));
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/g/x"));
      assertThat(connection.read(false).status()).isEqualTo(200);
      assertThat(connection.closedByServer()).isTrue();
    }
    assertThat(server.counters().idleClosed()).isEqualTo(1);
  }

  @Test
  void keepsABusyConnectionBeyondEveryLimit() throws Exception {
    start(new EdgeTimeouts(SHORT, SHORT, SHORT, SHORT));
    long end = System.nanoTime() + 4 * SHORT.toNanos();
    try (HttpConnection connection = server.connect()) {
      while (System.nanoTime() < end) {
        connection.send(get("/g/x"));
        assertThat(connection.read(false).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void doesNotRunWhileARouteWorks() throws Exception {
    start(new EdgeTimeouts(SHORT, SHORT, SHORT, SHORT));
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/g/held") + get("/g/next") + "GET /g/partial");
      await().until(() -> server.held.size() == 1);
      await().during(SHORT.multipliedBy(3)).atMost(LONG).until(() -> server.counters().open() == 1);
      server.answerHeld();
      assertThat(text(connection.read(false))).startsWith("/g GET /held ");
      assertThat(text(connection.read(false))).startsWith("/g GET /next ");
      assertThat(connection.closedByServer()).isTrue();
    }
    assertThat(server.counters().headerTimeouts()).isEqualTo(1);
  }

  @Test
  void closesOnAClientThatDoesNotReadItsAnswers() throws Exception {
    start(new EdgeTimeouts(LONG, LONG, LONG, SHORT));
    byte[] requests =
        get("/g/" + "A".repeat(8000)).repeat(2000).getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      Thread sender =
          new Thread(
              () -> {
                try {
                  socket.getOutputStream().write(requests);
                } catch (IOException e) {
                  // the server gave up on us: what the test waits for
                }
              });
      sender.start();
      await().until(() -> server.counters().writeTimeouts() == 1);
      await().until(() -> server.counters().open() == 0);
    }
  }

  @Test
  void capsConnectionsInAll() throws Exception {
    start(new EdgeLimits(8192, 8192, 65536, 3, 0, 100), EdgeTimeouts.DEFAULT);
    List<HttpConnection> kept = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        HttpConnection connection = server.connect();
        kept.add(connection);
        connection.send(get("/g/x"));
        assertThat(connection.read(false).status()).isEqualTo(200);
      }
      assertRefused(1);
      assertThat(server.counters().refused()).isEqualTo(1);
    } finally {
      for (HttpConnection connection : kept) {
        connection.close();
      }
    }
    await().until(() -> server.counters().open() == 0);
    assertThat(server.ask(get("/g/x")).status()).isEqualTo(200);
  }

  @Test
  void capsConnectionsPerAddress() throws Exception {
    start(new EdgeLimits(8192, 8192, 65536, 100, 1, 100), EdgeTimeouts.DEFAULT);
    for (int i = 0; i < 3; i++) {
      try (HttpConnection first = server.connect()) {
        first.send(get("/g/x"));
        assertThat(first.read(false).status()).isEqualTo(200);
        assertRefused(1);
        assertServed(2);
      }
      await().until(() -> server.counters().open() == 0);
    }
    assertThat(server.counters().refused()).isEqualTo(3);
  }

  private void assertRefused(int from) throws Exception {
    try (Socket socket = connectFrom(from)) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  private void assertServed(int from) throws Exception {
    try (Socket socket = connectFrom(from)) {
      socket.getOutputStream().write(get("/g/x").getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(12))
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("HTTP/1.1 200");
    }
  }

  private Socket connectFrom(int lastOctet) throws Exception {
    Socket socket = new Socket();
    socket.setSoTimeout(10_000);
    socket.bind(
        new InetSocketAddress(
            InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastOctet}), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    return socket;
  }

  @Test
  void closesAHalfSentRequestWhoseClientIsGone() throws Exception {
    start(EdgeTimeouts.DEFAULT);
    try (HttpConnection connection = server.connect()) {
      connection.send("POST /g HTTP/1.1\r\nHost: test\r\nContent-Length: 10\r\n\r\nabc");
      connection.shutdownOutput();
      assertThatThrownBy(() -> connection.read(false)).isInstanceOf(EOFException.class);
    }
  }
}
