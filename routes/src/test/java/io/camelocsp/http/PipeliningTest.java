package io.camelocsp.http;

import static io.camelocsp.http.TestServer.get;
import static io.camelocsp.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several requests of one connection at once. */
class PipeliningTest {
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer().route("/p");
  }

  @AfterEach
  void stop() {
    assertThat(server.counters().failures()).isZero();
    server.close();
  }

  @Test
  void answersAThousandRequestsInOrder() throws Exception {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      requests.append(get("/p/" + i));
    }
    try (HttpConnection connection = server.connect()) {
      connection.send(requests.toString());
      for (int i = 0; i < 1000; i++) {
        assertThat(text(connection.read(false))).startsWith("/p GET /" + i + " ");
      }
    }
  }

  @Test
  void letsNothingOvertakeASlowRequest() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/p/held") + get("/p/fast") + get("/p/held2") + get("/p/fast2"));
      await().until(() -> server.held.size() == 1);
      assertThat(server.counters().requests()).isEqualTo(1);
      server.answerHeld();
      assertThat(text(connection.read(false))).startsWith("/p GET /held ");
      assertThat(text(connection.read(false))).startsWith("/p GET /fast ");
      await().until(() -> server.held.size() == 1);
      server.answerHeld();
      assertThat(text(connection.read(false))).startsWith("/p GET /held2 ");
      assertThat(text(connection.read(false))).startsWith("/p GET /fast2 ");
    }
  }

  @Test
  void takesTheNextRequestThatComesWhileOneIsAnswered() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/p/held"));
      await().until(() -> server.held.size() == 1);
      connection.send("GET /p/second HTTP/1.1\r\n");
      connection.send("Host: test\r\n");
      server.answerHeld();
      assertThat(text(connection.read(false))).startsWith("/p GET /held ");
      connection.send("\r\n");
      assertThat(text(connection.read(false))).startsWith("/p GET /second ");
    }
  }

  @Test
  void stopsReadingWhileRequestsWait() throws Exception {
    String request = get("/p/" + "A".repeat(4000));
    int requests = 10_000;
    AtomicInteger sent = new AtomicInteger();
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/p/held"));
      Thread sender = new Thread(() -> sendAll(connection, request, requests, sent));
      sender.start();
      await().until(() -> server.held.size() == 1);
      AtomicInteger before = new AtomicInteger(-1);
      await()
          .pollInterval(Duration.ofMillis(200))
          .until(() -> before.getAndSet(sent.get()) == sent.get());
      assertThat(sent.get()).as("requests of 4 kB taken from the client").isLessThan(requests);
      server.answerHeld();
      assertThat(text(connection.read(false))).startsWith("/p GET /held ");
      for (int i = 0; i < requests; i++) {
        assertThat(connection.read(false).status()).isEqualTo(200);
      }
      sender.join();
    }
  }

  private static void sendAll(
      HttpConnection connection, String request, int requests, AtomicInteger sent) {
    try {
      for (int i = 0; i < requests; i++) {
        connection.send(request);
        sent.incrementAndGet();
      }
    } catch (IOException e) {
      sent.set(Integer.MIN_VALUE);
    }
  }

  @Test
  void answersAClientThatHasClosedItsSide() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/p/held") + get("/p/fast") + get("/p/held2"));
      connection.shutdownOutput();
      await().until(() -> server.held.size() == 1);
      server.answerHeld();
      assertThat(text(connection.read(false))).startsWith("/p GET /held ");
      assertThat(text(connection.read(false))).startsWith("/p GET /fast ");
      await().until(() -> server.held.size() == 1);
      server.answerHeld();
      assertThat(text(connection.read(false))).startsWith("/p GET /held2 ");
      assertThat(connection.closedByServer()).isTrue();
    }
    await().until(() -> server.counters().open() == 0);
  }

  @Test
  void ignoresWhatFollowsALastRequest() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(
          "GET /p/last HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n" + get("/p/more"));
      assertThat(text(connection.read(false))).startsWith("/p GET /last ");
      assertThat(connection.closedByServer()).isTrue();
    }
    assertThat(server.counters().requests()).isEqualTo(1);
  }

  @Test
  void survivesAClientThatLeavesBeforeItsAnswer() throws Exception {
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/p/held"));
      await().until(() -> server.held.size() == 1);
    }
    server.answerHeld();
    await().until(() -> server.counters().open() == 0);
    assertThat(server.ask(get("/p/x")).status()).isEqualTo(200);
  }
}
