package io.camelocsp.http;

import static io.camelocsp.http.TestServer.get;
import static io.camelocsp.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.HttpConnection;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opening and closing listeners. */
class ListenerLifecycleTest {
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void freesThePortWhenItsLastRouteStops() throws Exception {
    server.route("/a").route("/b");
    try (HttpConnection idle = server.connect()) {
      idle.send(get("/a/x"));
      assertThat(idle.read(false).status()).isEqualTo(200);
      server.context.getRouteController().stopRoute("r/a");
      assertThat(server.ask(get("/a/x")).status()).isEqualTo(404);
      assertThat(server.ask(get("/b/x")).status()).isEqualTo(200);
      long begin = System.nanoTime();
      server.context.getRouteController().stopRoute("r/b");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
      assertThat(idle.closedByServer()).isTrue();
    }
    try (ServerSocket again =
        new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void opensAgainWhenARouteStartsAgain() throws Exception {
    server.route("/a");
    for (int i = 0; i < 3; i++) {
      server.context.getRouteController().stopRoute("r/a");
      server.context.getRouteController().startRoute("r/a");
      assertThat(server.ask(get("/a/x")).status()).isEqualTo(200);
    }
    assertThat(server.counters().accepted()).isEqualTo(3);
  }

  @Test
  void answersWhatIsBeingAnsweredBeforeItCloses() throws Exception {
    server.route("/a");
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/a/held"));
      await().until(() -> server.held.size() == 1);
      Thread stopping = new Thread(server::close);
      stopping.start();
      await()
          .until(
              () -> {
                HttpConnection.Response meanwhile = server.ask(get("/a/other"));
                return meanwhile.body().length == 5 && meanwhile.body()[4] == 3; // tryLater
              });
      server.answerHeld();
      assertThat(text(connection.read(false))).startsWith("/a GET /held ");
      stopping.join();
    }
  }

  @Test
  void leavesNoThreadsBehind() throws Exception {
    long before = nettyThreads();
    server.route("/a");
    assertThat(server.ask(get("/a/x")).status()).isEqualTo(200);
    assertThat(nettyThreads()).isGreaterThan(before);
    server.close();
    await().atMost(Duration.ofSeconds(20)).until(() -> nettyThreads() <= before);
  }

  private static long nettyThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().contains("NettyServerTCP"))
        .count();
  }

  @Test
  void saysThatThePortIsBusyAndStartsOnceItIsNot() throws Exception {
    ServerSocket other = new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress());
    try (other) {
      assertThatThrownBy(() -> server.route("/a")).hasRootCauseInstanceOf(BindException.class);
    }
    server.context.getRouteController().startRoute("r/a");
    assertThat(server.ask(get("/a/x")).status()).isEqualTo(200);
  }

  @Test
  void describesAListenerOnce() throws Exception {
    assertThatThrownBy(
            () -> server.component.addListener(ListenerSettings.of("127.0.0.1", server.port())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesWhatItDoesNotServe() {
    assertThatThrownBy(() -> server.context.getEndpoint("ocsp-http:https://127.0.0.1:8443/"))
        .hasStackTraceContaining("ocsp-http:http://HOST:PORT/PATH");
    assertThatThrownBy(
            () -> server.context.getEndpoint("ocsp-http:http://127.0.0.1:8443/?maxHeaderSize=100"))
        .hasStackTraceContaining("has no option 'maxHeaderSize'");
  }
}
