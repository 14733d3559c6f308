package io.camelocsp.routes;

import static io.camelocsp.testkit.ListServer.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.ListServer;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Web servers that take their time do not take that of others. */
class SlowServersTest {
  private static final String NAME = "web";

  @TempDir Path directory;
  private TestSite site;
  private ListServer server;

  @BeforeEach
  void start() throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    server = ListServer.http();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aServerThatDribblesIsCutOffInTime() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread dribble = new Thread(() -> dribble(slow));
      dribble.setDaemon(true);
      dribble.start();
      try (RunningService service =
          run(
              "http://localhost:" + slow.getLocalPort() + "/ca.crl",
              "every = 200ms",
              "timeout = 1s")) {
        awaitFailure(service, "it took longer than the 1 s of timeout altogether");
      }
    }
  }

  @Test
  void stoppingDoesNotWaitForASlowServer() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      RunningService service =
          run(
              "http://localhost:" + silent.getLocalPort() + "/ca.crl",
              "every = 1h",
              "timeout = 1h");
      try (Socket connection = silent.accept()) {
        long before = System.nanoTime();
        service.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(connection.isConnected()).isTrue();
      }
    }
  }

  @Test
  void aSlowSourceDoesNotHoldUpAnother() throws Exception {
    server.answers(list(site.nextCrl().der()));
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      site.configure("ocsp.lists.slow.from = http://localhost:" + silent.getLocalPort() + "/");
      try (RunningService service = run(server.url("/ca.crl").toString(), "every = 1h")) {
        awaitRevoked();
        assertThat(new ReportedSource(service, NAME).report().failure()).isNull();
      }
    }
  }

  private static void dribble(ServerSocket slow) {
    try {
      while (true) {
        Socket socket = slow.accept();
        Thread writer =
            new Thread(
                () -> {
                  try (socket) {
                    socket
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                      socket
                          .getOutputStream()
                          .write("X: y\r\n".getBytes(StandardCharsets.US_ASCII));
                      Thread.sleep(50);
                    }
                  } catch (IOException | InterruptedException e) {
                    // cut off, as it should be
                  }
                });
        writer.setDaemon(true);
        writer.start();
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private RunningService run(String from, String... keys) throws Exception {
    site.configure("ocsp.lists.web.from = " + from);
    for (String key : keys) {
      site.configure("ocsp.lists.web." + key);
    }
    return RunningService.of(site);
  }

  private void awaitRevoked() {
    new Client(site.uri(), site.signer()).await("revoked 1", site.ca(), site.revoked().serial());
  }

  private static void awaitFailure(RunningService service, String text) {
    new ReportedSource(service, NAME).awaitProblem(text);
  }
}
