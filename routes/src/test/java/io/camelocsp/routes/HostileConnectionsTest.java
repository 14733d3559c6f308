package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HostileRequest;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that do with a connection what they should not. Each of them meets its one end, and
 * leaves nothing behind: {@link ResourceWatch}.
 */
class HostileConnectionsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int MANY = 20;
  private static final String POST = "POST / HTTP/1.1\r\nHost: t\r\n";

  private static TestSite site;
  private static RunningService running;
  private static ResourceWatch watch;
  private static byte[] good;
  private static byte[] revoked;

  /** One connection, used by one attacker. */
  @FunctionalInterface
  private interface Use {
    void of(HttpConnection connection) throws Exception;
  }

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    site.configure(
        "ocsp.listener.site.url = " + site.uri(),
        "ocsp.listener.site.header-timeout = 1500ms",
        "ocsp.listener.site.body-timeout = 1500ms",
        "ocsp.responder.roomy.url = " + site.uri() + "roomy",
        "ocsp.responder.roomy.max-request-size = 1m");
    running = RunningService.of(site);
    good = TestRequests.der(site.ca(), site.good().serial());
    revoked = TestRequests.der(site.ca(), site.revoked().serial());
    site.dropNextCrl();
    new Client(site.uri(), site.signer()).await("good", site.ca(), site.good().serial());
    watch = new ResourceWatch(running, site);
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  /** Attacks by several connections that are open at the same time. */
  private static void attackedBy(int connections, Use... turns) throws Exception {
    watch.attacked(
        () -> {
          List<HttpConnection> open = new ArrayList<>();
          try {
            for (int i = 0; i < connections; i++) {
              open.add(new HttpConnection(site.uri(), PATIENCE));
            }
            for (Use turn : turns) {
              for (HttpConnection connection : open) {
                turn.of(connection);
              }
            }
          } finally {
            for (HttpConnection connection : open) {
              connection.close();
            }
          }
        });
  }

  private static void assertOutcome(HttpConnection connection, String outcome) throws Exception {
    assertThat(Judged.outcome(connection.read(false))).isEqualTo(outcome);
  }

  private static void assertRefused(HttpConnection connection, int status) throws Exception {
    HttpConnection.Response response = connection.read(false);
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.header("Connection")).isEqualTo("close");
    assertThat(connection.closedByServer()).isTrue();
  }

  private static void assertClosedWithoutAWord(HttpConnection connection) {
    assertThatThrownBy(() -> connection.read(false))
        .isInstanceOfAny(EOFException.class, SocketException.class);
  }

  @Test
  void everyHostileRequest() throws Exception {
    URI roomy = site.uri().resolve("roomy");
    Map<HostileRequest, byte[]> requests = new EnumMap<>(HostileRequest.class);
    for (HostileRequest each : HostileRequest.values()) {
      requests.put(each, HttpConnection.post(roomy, each.der(site)));
    }
    attackedBy(
        1,
        connection -> {
          for (Map.Entry<HostileRequest, byte[]> each : requests.entrySet()) {
            connection.send(each.getValue());
            assertOutcome(connection, each.getKey().answer());
          }
        });
  }

  @Test
  void chunkedBodiesAndThenAPlainOneOnOneConnection() throws Exception {
    String three = "3\r\nabc\r\n0\r\n\r\n";
    String whole = Client.text(ofThreeThousandOctets());
    String threeThousand =
        "3e8\r\n"
            + whole.substring(0, 1000)
            + "\r\n7d0\r\n"
            + whole.substring(1000)
            + "\r\n0\r\n\r\n";
    attackedBy(
        MANY,
        connection -> {
          connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + three);
          assertOutcome(connection, "error 1");
          connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + threeThousand);
          assertOutcome(connection, "good");
          connection.send(HttpConnection.post(site.uri(), revoked));
          assertOutcome(connection, "revoked 1");
        });
  }

  private static byte[] ofThreeThousandOctets() {
    int filling = 2800;
    byte[] request = filledUp(filling);
    request = filledUp(filling + 3000 - request.length);
    assertThat(request).hasSize(3000);
    return request;
  }

  private static byte[] filledUp(int octets) {
    return TestRequests.builder()
        .single(site.ca(), site.good().serial())
        .extension("1.2.3.4", false, new byte[octets])
        .der();
  }

  @Test
  void aBodyOfTwentyMegabytesIsRefusedBeforeItComes() throws Exception {
    attackedBy(
        MANY,
        connection -> connection.send(POST + "Content-Length: 20000000\r\n\r\n"),
        connection -> assertRefused(connection, 413));
  }

  @Test
  void aChunkedBodyIsRefusedOnceItIsTooLong() throws Exception {
    int listenerLimit = 1024 * 1024; // the larger one of its two responders
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    attackedBy(
        1,
        connection -> connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n"),
        connection -> {
          for (int sent = 0; sent <= listenerLimit; sent += 0x10000) {
            connection.send(chunk);
          }
          assertRefused(connection, 413); // with 19 MB still to come
        });
  }

  @Test
  void twentyMegabytesThatComeAllTheSameAreNotKept() throws Exception {
    byte[] piece = new byte[100_000];
    attackedBy(
        2,
        connection -> connection.send(POST + "Content-Length: 20000000\r\n\r\n"),
        connection -> {
          for (int i = 0; i < 200; i++) {
            connection.send(piece);
          }
          assertRefused(connection, 413);
        });
  }

  @Test
  void aHeaderThatDoesNotCome() throws Exception {
    long before = running.counters().headerTimeouts();
    attackedBy(
        MANY,
        connection -> connection.send("GET /MEM= HTTP/1.1\r\nHost:"),
        HostileConnectionsTest::assertClosedWithoutAWord);
    assertThat(running.counters().headerTimeouts()).isEqualTo(before + 4 * MANY);
  }

  @Test
  void aBodyThatDoesNotCome() throws Exception {
    attackedBy(
        MANY,
        connection -> connection.send(POST + "Content-Length: 100\r\n\r\nabc"),
        connection -> assertRefused(connection, 408));
  }

  @Test
  void aChunkThatDoesNotCome() throws Exception {
    attackedBy(
        MANY,
        connection -> connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n5"),
        connection -> assertRefused(connection, 408));
  }

  @Test
  void aClientThatDoesNotReadItsAnswers() throws Exception {
    byte[] pipelined = Client.bytes(Client.text(HttpConnection.post(site.uri(), good)).repeat(500));
    watch.attacked(
        () -> {
          try (SocketChannel channel = SocketChannel.open()) {
            channel.connect(new InetSocketAddress(site.uri().getHost(), site.uri().getPort()));
            channel.configureBlocking(false);
            sendUntilNothingIsTaken(channel, pipelined);
            assertThat(new Client(site.uri(), site.signer()).ask(good).summary()).isEqualTo("good");
          }
        });
  }

  /** What the server takes is bounded: it does not read on while its answers are not taken. */
  private static void sendUntilNothingIsTaken(SocketChannel channel, byte[] pipelined)
      throws IOException {
    long limit = 64 * 1024 * 1024L;
    ByteBuffer next = ByteBuffer.wrap(pipelined);
    AtomicLong taken = new AtomicLong();
    Awaitility.await()
        .pollInterval(Duration.ofMillis(100))
        .until(
            () -> {
              long before = taken.get();
              for (int n = channel.write(next); n > 0; n = channel.write(next)) {
                assertThat(taken.addAndGet(n)).isLessThan(limit);
                if (!next.hasRemaining()) {
                  next.rewind();
                }
              }
              return taken.get() == before;
            });
  }

  @Test
  void aRequestWhoseClientClosesItsSideIsAnswered() throws Exception {
    attackedBy(
        MANY,
        connection -> {
          connection.send(HttpConnection.post(site.uri(), good));
          connection.shutdownOutput();
        },
        connection -> {
          assertOutcome(connection, "good");
          assertThat(connection.closedByServer()).isTrue();
        });
  }

  @Test
  void halfARequestWhoseClientClosesItsSideIsNot() throws Exception {
    long timeouts = running.counters().headerTimeouts() + running.counters().bodyTimeouts();
    for (String half :
        List.of("", "GE", "GET /MEM= HTTP/1.1\r\nHo", POST + "Content-Length: 9\r\n\r\nabc")) {
      attackedBy(
          MANY,
          connection -> {
            connection.send(half);
            connection.shutdownOutput();
            assertClosedWithoutAWord(connection);
          });
    }
    assertThat(running.counters().headerTimeouts() + running.counters().bodyTimeouts())
        .as("closed at once, not by a timeout")
        .isEqualTo(timeouts);
  }

  @Test
  void aTlsClientAtAPlainPort() throws Exception {
    long timeouts = running.counters().headerTimeouts();
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    watch.attacked(
        () -> {
          for (int i = 0; i < MANY; i++) {
            try (SSLSocket socket =
                (SSLSocket) tls.createSocket(site.uri().getHost(), site.uri().getPort())) {
              socket.setSoTimeout((int) PATIENCE.toMillis());
              assertThatExceptionOfType(SSLException.class).isThrownBy(socket::startHandshake);
            }
          }
        });
    assertThat(running.counters().headerTimeouts())
        .as("refused at once, not by a timeout")
        .isEqualTo(timeouts);
  }

  @Test
  void aResetInsteadOfARequest() throws Exception {
    attackedBy(5 * MANY, HttpConnection::reset);
  }

  @Test
  void aResetInAHeader() throws Exception {
    attackedBy(MANY, connection -> connection.send("GET /MEM= HT"), HttpConnection::reset);
  }

  @Test
  void aResetInABody() throws Exception {
    attackedBy(
        MANY,
        connection -> connection.send(POST + "Content-Length: 10000\r\n\r\n" + "x".repeat(9000)),
        HttpConnection::reset);
  }

  @Test
  void aResetAmongAnswers() throws Exception {
    String pipelined = Client.text(HttpConnection.post(site.uri(), good)).repeat(200);
    attackedBy(
        MANY,
        connection -> connection.send(pipelined),
        connection -> {
          assertOutcome(connection, "good");
          connection.reset();
        });
  }

  /** A line of it is no request line, or is longer than one may be. */
  @Test
  void garbage() throws Exception {
    Random random = new Random(4711);
    byte[][] garbage = new byte[MANY][20_000];
    for (int i = 0; i < MANY; i++) {
      random.nextBytes(garbage[i]);
      garbage[i][0] = (byte) ('A' + i); // not to be skipped as an empty line
    }
    watch.attacked(
        () -> {
          for (byte[] octets : garbage) {
            try (HttpConnection connection = new HttpConnection(site.uri(), PATIENCE)) {
              connection.send(octets);
              assertThat(connection.read(false).status()).isIn(400, 414);
              assertThat(connection.closedByServer()).isTrue();
            }
          }
        });
  }

  @Test
  void aHeaderOfTenThousandLines() throws Exception {
    String lines = "a: b\r\n".repeat(10_000);
    attackedBy(
        2,
        connection -> {
          connection.send("GET /MEM= HTTP/1.1\r\nHost: t\r\n" + lines + "\r\n");
          assertRefused(connection, 431);
        });
  }

  @Test
  void aGoodRequestOctetByOctet() throws Exception {
    byte[] request = HttpConnection.post(site.uri(), good);
    attackedBy(
        1,
        connection -> {
          for (byte octet : request) {
            connection.send(new byte[] {octet});
          }
          assertOutcome(connection, "good");
        });
  }
}
