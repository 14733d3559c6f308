package io.camelocsp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Asks one responder, each time over a connection of its own, and waits ten seconds at most. Every
 * successful answer to {@link #ask} is judged by {@link Judged#soundBy}.
 */
public final class Client {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI uri;
  private final TestCertificate signer;

  /**
   * @param uri the responder
   * @param signer who must have signed
   */
  public Client(URI uri, TestCertificate signer) {
    this.uri = uri;
    this.signer = signer;
  }

  /** Asks by POST. */
  public HttpConnection.Response post(byte[] der) throws IOException {
    return exchange(HttpConnection.post(uri, der), false);
  }

  /** Asks by GET, with these further header lines. */
  public HttpConnection.Response get(byte[] der, String... headerLines) throws IOException {
    return exchange(HttpConnection.get(uri, der, headerLines), false);
  }

  /** As {@link #get}, by HEAD. */
  public HttpConnection.Response head(byte[] der, String... headerLines) throws IOException {
    String get = text(HttpConnection.get(uri, der, headerLines));
    return exchange(bytes(get.replaceFirst("GET", "HEAD")), true);
  }

  /** Sends these octets whatever they are. */
  public HttpConnection.Response exchange(byte[] request, boolean head) throws IOException {
    try (HttpConnection connection = new HttpConnection(uri, PATIENCE)) {
      connection.send(request);
      return connection.read(head);
    }
  }

  /** Sends this text, one octet for each character, whatever it is. */
  public HttpConnection.Response exchange(String request) throws IOException {
    return exchange(bytes(request), false);
  }

  /** The judged answer to a POST. */
  public Judged ask(byte[] der) throws Exception {
    Judged judged = Judged.of(post(der));
    return judged.status() == 0 ? judged.soundBy(signer) : judged;
  }

  /** The judged answer to a POST about these serial numbers of one issuer. */
  public Judged ask(TestCa ca, BigInteger... serials) throws Exception {
    return ask(TestRequests.der(ca, serials));
  }

  /** {@link Judged#summary} of the answer. */
  public String status(TestCa ca, BigInteger... serials) throws Exception {
    return ask(ca, serials).summary();
  }

  /** Asks until the answer is this {@link Judged#summary}. */
  public void await(String summary, TestCa ca, BigInteger... serials) {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(status(ca, serials)).isEqualTo(summary));
  }

  /** One octet for each character. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** One character for each octet. */
  public static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
