package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.UnixOperatingSystemMXBean;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As many connections as allowed that ask nothing: they cost little, and nobody else notices. */
class IdleConnectionsIT {
  private static final int IDLE = 10_000;

  /** Beside the idle ones. */
  private static final int BUSY = 20;

  private static final int DESCRIPTORS_NEEDED = IDLE + BUSY + 500;

  /** A channel, its pipeline with our handlers, the timer's task. Measured: 2.1 kB. */
  private static final long HEAP_PER_CONNECTION = 4_000;

  /**
   * With Netty's buffers and what the collector has not given back. Measured: 2.8 kB, but a larger
   * machine's collector lets garbage lie for longer.
   */
  private static final long RESIDENT_PER_CONNECTION = 20_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @BeforeAll
  static void requireDescriptors() {
    long limit =
        ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getMaxFileDescriptorCount();
    if (limit < DESCRIPTORS_NEEDED) {
      String message =
          "a process may open only " + limit + " files: idle connections are NOT tested";
      if (Boolean.parseBoolean(System.getenv("CAMEL_OCSP_REQUIRE_CLIENTS"))) {
        fail(message);
      }
      System.err.println("SKIPPED: " + message);
      Assumptions.abort(message);
    }
  }

  @Test
  void tenThousandCostLittleAndAreForgottenOnceClosed(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    site.configure(
        "ocsp.listener.site.url = " + site.uri(),
        "ocsp.listener.site.max-connections = " + (IDLE + BUSY),
        "ocsp.listener.site.max-connections-per-address = 0",
        "ocsp.listener.site.header-timeout = 10m",
        "ocsp.listener.site.idle-timeout = 10m");
    byte[] good =
        HttpConnection.post(site.uri(), TestRequests.der(site.ca(), site.good().serial()));
    byte[] revoked =
        HttpConnection.post(site.uri(), TestRequests.der(site.ca(), site.revoked().serial()));
    List<Socket> idle = new ArrayList<>();
    List<HttpConnection> busy = new ArrayList<>();
    try (RunningProcess responder = RunningProcess.run(site)) {
      site.dropNextCrl();
      responder.awaitList(site);
      askBusily(site, good, busy);
      closeAll(busy);
      ProcessUsage before = ProcessUsage.of(responder.pid());

      open(site, idle);
      Awaitility.await("all to be taken in")
          .atMost(PATIENCE)
          .until(() -> ProcessUsage.descriptors(responder.pid()) >= before.descriptors() + IDLE);
      askBusily(site, good, busy);
      ProcessUsage during = ProcessUsage.of(responder.pid());
      assertThat((during.liveHeapBytes() - before.liveHeapBytes()) / IDLE)
          .as("bytes of heap for each connection")
          .isLessThan(HEAP_PER_CONNECTION);
      assertThat((during.residentBytes() - before.residentBytes()) / IDLE)
          .as("bytes of memory for each connection")
          .isLessThan(RESIDENT_PER_CONNECTION);
      assertThat(during.threads()).isLessThanOrEqualTo(before.threads());

      assertFurtherOnesAreClosedAtOnce(site);
      assertAnswered(busy, revoked, "revoked");
      assertIdleOnesGoOn(idle, good);

      closeAll(idle);
      closeAll(busy);
      Awaitility.await("everything to be as before")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(() -> assertAsBefore(before, ProcessUsage.of(responder.pid())));
      askBusily(site, good, busy);
      closeAll(busy);
    } finally {
      closeAll(idle);
      closeAll(busy);
    }
  }

  private static void open(TestSite site, List<Socket> idle) throws IOException {
    for (int i = 0; i < IDLE; i++) {
      Socket socket = new Socket();
      idle.add(socket);
      socket.connect(new InetSocketAddress(site.uri().getHost(), site.uri().getPort()), 30_000);
    }
  }

  /** Opens the other connections and asks on each. */
  private static void askBusily(TestSite site, byte[] good, List<HttpConnection> busy)
      throws Exception {
    for (int i = 0; i < BUSY; i++) {
      busy.add(new HttpConnection(site.uri(), PATIENCE));
    }
    assertAnswered(busy, good, "good");
  }

  private static void assertAnswered(
      List<HttpConnection> connections, byte[] request, String status) throws Exception {
    for (HttpConnection connection : connections) {
      assertThat(Answers.judge(connection.exchange(request).body())).isEqualTo(status);
    }
  }

  private static void assertFurtherOnesAreClosedAtOnce(TestSite site) throws IOException {
    for (int i = 0; i < BUSY; i++) {
      try (HttpConnection further = new HttpConnection(site.uri(), PATIENCE)) {
        assertThat(further.closedByServer()).isTrue();
      }
    }
  }

  private static void assertIdleOnesGoOn(List<Socket> idle, byte[] request) throws IOException {
    for (int i = 0; i < IDLE; i += IDLE / 20) {
      Socket socket = idle.get(i);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write(request);
      assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
    }
  }

  private static void assertAsBefore(ProcessUsage before, ProcessUsage now) {
    assertThat(now.descriptors()).isLessThanOrEqualTo(before.descriptors());
    assertThat(now.threads()).isLessThanOrEqualTo(before.threads());
    assertThat(now.liveHeapBytes()).isLessThan(before.liveHeapBytes() + 100 * IDLE);
  }

  private static void closeAll(List<? extends AutoCloseable> connections) throws Exception {
    for (AutoCloseable each : connections) {
      each.close();
    }
    connections.clear();
  }
}
