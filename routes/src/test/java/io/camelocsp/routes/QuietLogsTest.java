package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An attack is counted and sampled: it cannot fill the disk with log lines. */
class QuietLogsTest {
  private static final int TIMES = 40;

  private static final List<String> ATTACKS =
      List.of(
          "GET /%zz HTTP/1.1\r\nHost: t\r\n\r\n",
          "GET /MEIw HTTP/1.1\r\nHost: t\r\n\r\n",
          "PUT / HTTP/1.1\r\nHost: t\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 3\r\n\r\nabc",
          "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 20000000\r\n\r\n",
          "POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 100\r\n\r\ncut off",
          "POST / HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
          "GET /" + "A".repeat(9000) + " HTTP/1.1\r\nHost: t\r\n\r\n",
          "GET / HTTP/1.1\r\nX: " + "x".repeat(9000) + "\r\n\r\n",
          "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003",
          "\0\0\0\0garbage\r\n\r\n");

  @TempDir Path directory;

  @Test
  void anAttackMakesAHandfulOfLines() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (RunningService running = RunningService.of(site)) {
      Client client = new Client(running.uri(), site.signer());
      site.dropNextCrl();
      client.await("good", site.ca(), site.good().serial());
      try (Logs ours = new Logs();
          Logs camels = new Logs("org.apache.camel");
          Logs nettys = new Logs("io.netty")) {
        for (int i = 0; i < TIMES; i++) {
          for (String attack : ATTACKS) {
            reset(running, attack);
          }
        }
        HttpConnection.Response good =
            client.post(TestRequests.der(site.ca(), site.good().serial()));

        assertThat(Judged.of(good).soundBy(site.signer()).summary()).isEqualTo("good");
        assertThat(ours.lines()).hasSizeBetween(1, 3).allMatch(line -> line.startsWith("INFO "));
        assertThat(ours.lines().get(0))
            .matches("INFO Listener 127\\.0\\.0\\.1:\\d+: requests are answered 4xx, .*");
        assertThat(camels.lines()).isEmpty();
        assertThat(nettys.lines()).isEmpty();
      }
    }
  }

  /** Sends it, and leaves with a reset as soon as anything comes back. */
  private static void reset(RunningService running, String attack) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(running.uri().getHost(), running.uri().getPort()));
      socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(attack.getBytes(StandardCharsets.ISO_8859_1));
      if (!attack.endsWith("cut off")) {
        int unused = socket.getInputStream().read();
      }
    }
  }
}
