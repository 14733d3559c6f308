package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExchangeLogRouteTest {
  @TempDir Path directory;

  @Test
  void requestsAndResponsesAreKeptOctetForOctet() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256, "ocsp.exchange-log.enabled = true");
    byte[] request = TestRequests.der(site.ca(), site.good().serial());
    byte[] noRequest = {0x30, 0x01, 0x02};
    byte[] response;
    try (RunningService running = RunningService.of(site);
        HttpConnection connection = new HttpConnection(running.uri(), Duration.ofSeconds(5))) {
      response = connection.exchange(HttpConnection.post(site.uri(), request)).body();
      connection.exchange(HttpConnection.post(site.uri(), noRequest));
    }
    List<String> lines =
        Files.readAllLines(site.path("data").resolve("exchanges").resolve("exchanges.jsonl"));
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .contains("\"request\":\"" + base64(request) + "\"")
        .contains("\"response\":\"" + base64(response) + "\"")
        .contains("\"client\":\"127.0.0.1\"")
        .containsPattern("\"trace\":\"[0-9a-f]{24}\"");
    assertThat(lines.get(1)).contains("\"request\":\"" + base64(noRequest) + "\"");
  }

  @Test
  void nothingIsKeptUnlessItIsWanted() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (RunningService running = RunningService.of(site);
        HttpConnection connection = new HttpConnection(running.uri(), Duration.ofSeconds(5))) {
      connection.exchange(HttpConnection.post(site.uri(), new byte[] {0x30, 0}));
    }
    assertThat(site.path("data").resolve("exchanges")).doesNotExist();
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
