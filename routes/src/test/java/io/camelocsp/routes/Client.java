package io.camelocsp.routes;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestRequests;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Asks one responder, each time over a connection of its own. Every successful answer to {@link
 * #ask} is judged by {@link Judged#soundBy}.
 */
final class Client {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI uri;
  private final TestCertificate signer;

  /**
   * @param signer who must have signed
   */
  Client(URI uri, TestCertificate signer) {
    this.uri = uri;
    this.signer = signer;
  }

  HttpConnection.Response post(byte[] der) throws IOException {
    return exchange(HttpConnection.post(uri, der), false);
  }

  HttpConnection.Response get(byte[] der, String... headerLines) throws IOException {
    return exchange(HttpConnection.get(uri, der, headerLines), false);
  }

  HttpConnection.Response head(byte[] der, String... headerLines) throws IOException {
    String get = text(HttpConnection.get(uri, der, headerLines));
    return exchange(bytes(get.replaceFirst("GET", "HEAD")), true);
  }

  /** Sends these octets whatever they are. */
  HttpConnection.Response exchange(byte[] request, boolean head) throws IOException {
    try (HttpConnection connection = new HttpConnection(uri, PATIENCE)) {
      connection.send(request);
      return connection.read(head);
    }
  }

  HttpConnection.Response exchange(String request) throws IOException {
    return exchange(bytes(request), false);
  }

  /** The judged answer to a POST. */
  Judged ask(byte[] der) throws Exception {
    Judged judged = Judged.of(post(der));
    return judged.status() == 0 ? judged.soundBy(signer) : judged;
  }

  Judged ask(TestCa ca, BigInteger... serials) throws Exception {
    return ask(TestRequests.der(ca, serials));
  }

  /** {@link Judged#summary} of the answer. */
  String status(TestCa ca, BigInteger... serials) throws Exception {
    return ask(ca, serials).summary();
  }

  void await(String summary, TestCa ca, BigInteger... serials) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(status(ca, serials)).isEqualTo(summary));
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
