package io.camelocsp.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log of the process, its end by {@code kill -9} included; and why a request failed. */
class AuditIT {
  @TempDir Path directory;
  private TestSite site;

  @BeforeEach
  void makeSite() throws IOException {
    site = new TestSite(directory, KeyKind.EC_P256);
  }

  private record Outcome(int exit, String output) {}

  private Outcome command(String... arguments) throws Exception {
    try (RunningProcess command = RunningProcess.camelOcsp(directory, arguments)) {
      int exit = command.exitCode(Duration.ofSeconds(60));
      return new Outcome(exit, command.output());
    }
  }

  private String config() {
    return site.configuration().toString();
  }

  private String log() throws IOException {
    return Files.readString(site.path("data").resolve("audit").resolve("audit.jsonl"));
  }

  @Test
  void anOrderlyRunIsToldFromStartToStop() throws Exception {
    try (RunningProcess responder = RunningProcess.run(site)) {
      site.drop("first.crl", site.nextCrl().der());
      responder.awaitList(site);
      Outcome accepted = command("lists", "accept", "site", "--config", config());
      assertThat(accepted.exit()).isEqualTo(1);
      assertThat(command("audit", "verify", "--config", config()).exit())
          .as("while it runs")
          .isZero();
    }
    Outcome verified = command("audit", "verify", "--config", config());
    assertThat(verified.output()).contains("The audit log is intact");
    assertThat(verified.exit()).isZero();
    assertThat(command("audit", "show", "--config", config()).output())
        .contains(" start ", " list-accepted ", " stop\n")
        .contains("command=\"lists accept\" target=site who=" + System.getProperty("user.name"));
  }

  @Test
  void aKilledRunIsTakenUpAndVerifies() throws Exception {
    for (int round = 0; round < 4; round++) {
      RunningProcess responder = RunningProcess.run(site);
      try {
        for (int i = 0; i < 5; i++) {
          site.drop("list-" + round + "-" + i + ".crl", site.nextCrl().der());
        }
      } finally {
        responder.killAfter(Duration.ofMillis(ThreadLocalRandom.current().nextLong(600)));
      }
      Outcome verified = command("audit", "verify", "--config", config());
      assertThat(verified.exit()).as(verified.output()).isZero();
    }
    RunningProcess.run(site).close();
    Outcome verified = command("audit", "verify", "--config", config());
    assertThat(verified.exit()).as(verified.output()).isZero();
    assertThat(log().split("\"kind\":\"start\"", -1)).hasSize(6);
    assertThat(log().split("\"kind\":\"stop\"", -1)).hasSize(2);
  }

  @Test
  void anErrorIsExplainedByTheNameInItsHeader() throws Exception {
    try (RunningProcess responder = RunningProcess.run(site);
        HttpConnection connection = new HttpConnection(site.uri(), Duration.ofSeconds(5))) {
      byte[] request = TestRequests.der(site.ca(), site.good().serial());
      String trace =
          connection.exchange(HttpConnection.post(site.uri(), request)).header("OCSP-Trace");

      Outcome explained = command("explain", "--trace", trace, "--config", config());
      assertThat(explained.output())
          .contains("was answered tryLater", "responder   site", "client      127.0.0.1")
          .contains("status --config");
      assertThat(explained.exit()).isZero();

      Outcome unknown = command("explain", "--trace", "0".repeat(24), "--config", config());
      assertThat(unknown.output()).contains("Nothing is known of 000000000000000000000000");
      assertThat(unknown.exit()).isEqualTo(3);
      assertThat(command("explain", "--trace", "../etc", "--config", config()).exit())
          .isEqualTo(64);
      assertThat(responder.output()).doesNotContain(trace);
    }
  }

  @Test
  void theLogIsReadableWhileItGrows() throws Exception {
    try (RunningProcess responder = RunningProcess.run(site)) {
      Awaitility.await().until(() -> log().contains("\"kind\":\"start\""));
      assertThat(responder.output()).contains("Answering at");
    }
  }
}
