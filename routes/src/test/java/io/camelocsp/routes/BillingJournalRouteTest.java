package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One JSON line for each request, whatever became of it. */
class BillingJournalRouteTest {
  private static final String TIME = "\\{\"time\":\"20[^\"]+Z\",";
  private static final String WHO = "\"responder\":\"site\",\"client\":\"127\\.0\\.0\\.1\",";
  private static final String END = ",\"micros\":\\d+}";

  @TempDir Path directory;

  private static String line(int requests, String certificates, String via, String result) {
    int counted = certificates.isEmpty() ? 0 : certificates.split("\\},").length;
    return TIME
        + WHO
        + "\"requests\":%d,\"counted\":%d,\"certificates\":\\[%s\\],\"via\":\"%s\",\"result\":\"%s\""
            .formatted(requests, counted, certificates, via, result)
        + END;
  }

  private static String certificate(BigInteger serial, String status) {
    return "\\{\"issuer\":\"site\",\"serial\":\"%s\",\"status\":\"%s\"}"
        .formatted(serial.toString(16).toUpperCase(Locale.ROOT), status);
  }

  private static List<String> lines(TestSite site) throws Exception {
    return Files.readAllLines(site.path("data").resolve("billing").resolve("billing.jsonl"));
  }

  @Test
  void everyRequestIsALineWithItsFields() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    BigInteger good = site.good().serial();
    BigInteger revoked = site.revoked().serial();
    byte[] request = TestRequests.der(site.ca(), good);
    int before;
    try (RunningService running = RunningService.of(site)) {
      Client client = new Client(running.uri(), site.signer());
      client.ask(site.ca(), good);
      site.dropNextCrl();
      client.await("good", site.ca(), good);
      HttpConnection.Response full = client.get(request);
      client.get(request, "If-None-Match: " + full.header("ETag"));
      client.ask(site.ca(), good, revoked);
      client.ask(site.foreignCa(), good);
      client.post(new byte[] {1});
      client.exchange("GET /.ping HTTP/1.1\r\nHost: localhost\r\n\r\n");
      before = 5;
    }

    List<String> lines = lines(site);
    List<String> last = lines.subList(lines.size() - before, lines.size());
    assertThat(lines.get(0)).as("before the list").matches(line(1, "", "error", "tryLater"));
    assertThat(last.get(0)).matches(line(1, certificate(good, "good"), "local", "successful"));
    assertThat(last.get(1))
        .matches(line(1, certificate(good, "good"), "not-modified", "successful"));
    assertThat(last.get(2))
        .matches(
            line(
                2,
                certificate(good, "good") + "," + certificate(revoked, "revoked"),
                "local",
                "successful"));
    assertThat(last.get(3)).matches(line(1, "", "error", "unauthorized"));
    assertThat(last.get(4)).matches(line(0, "", "error", "malformedRequest"));
  }

  @Test
  void anOrderlyStopLosesNothing() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    int requests = 500;
    byte[] post = HttpConnection.post(site.uri(), TestRequests.der(site.ca(), BigInteger.TEN));
    try (RunningService running = RunningService.of(site);
        HttpConnection connection = new HttpConnection(running.uri(), Duration.ofSeconds(10))) {
      for (int i = 0; i < requests; i++) {
        connection.exchange(post);
      }
    }

    assertThat(lines(site)).hasSize(requests).allMatch(line -> line.endsWith("}"));
  }

  @Test
  void switchedOffNothingIsWrittenAndAnswersGoOn() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256, "ocsp.billing.enabled = false");
    try (RunningService running = RunningService.of(site)) {
      Client client = new Client(running.uri(), site.signer());
      site.dropNextCrl();

      client.await("good", site.ca(), site.good().serial());
      assertThat(client.ask(new byte[0]).summary()).isEqualTo("error 1");
      assertThat(running.context().getRoute("ocsp-billing")).isNull();
    }

    assertThat(site.path("data").resolve("billing")).doesNotExist();
  }
}
