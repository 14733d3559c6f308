package io.camelocsp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.junit.jupiter.api.Test;

/** What HTTP caches are told (RFC 9919 6 and 7), and when a copy is confirmed without an answer. */
abstract class HttpCachingContract extends ServedSite {
  private static final Set<String> OF_CACHING =
      Set.of("Cache-Control", "ETag", "Expires", "Last-Modified");

  HttpCachingContract(ResponderRuntime runtime) {
    super(runtime);
  }

  @Override
  void prepare(TestSite site) throws Exception {
    site.configure(
        "ocsp.responder.brief.url = " + site.uri() + "brief",
        "ocsp.responder.brief.validity = 1h",
        "ocsp.responder.policy.url = " + site.uri() + "policy",
        "ocsp.responder.policy.foreign-issuers = unknown",
        "ocsp.responder.policy.default-signer = site");
  }

  private byte[] request() {
    return TestRequests.der(site().ca(), site().good().serial());
  }

  private Client at(String path) {
    return new Client(URI.create(site().uri() + path), site().signer());
  }

  private static Instant time(HttpConnection.Response response, String header) {
    String text = response.header(header);
    assertThat(text).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
    return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }

  private static long maxAge(HttpConnection.Response response) {
    String control = response.header("Cache-Control");
    assertThat(control).matches("max-age=\\d+, public, no-transform, must-revalidate");
    return Long.parseLong(control.substring("max-age=".length(), control.indexOf(',')));
  }

  private static void assertNotCacheable(HttpConnection.Response response) {
    assertThat(response.headers().keySet()).doesNotContainAnyElementsOf(OF_CACHING);
  }

  @Test
  void anAnswerIsCacheableUntilJustBeforeNextUpdate() throws Exception {
    HttpConnection.Response response = client().get(request());

    SingleResp single = Judged.of(response).soundBy(site().signer()).singles()[0];
    Instant nextUpdate = single.getNextUpdate().toInstant();
    assertThat(time(response, "Last-Modified")).isEqualTo(single.getThisUpdate().toInstant());
    assertThat(time(response, "Expires")).isEqualTo(nextUpdate);
    assertThat(time(response, "Date").plusSeconds(maxAge(response)))
        .isBetween(nextUpdate.minusSeconds(5), nextUpdate.minusSeconds(1));
    assertThat(response.header("ETag")).matches("\"[0-9a-f]{24}-[0-9a-f]{32}\"");
  }

  @Test
  void theSameAnswerKeepsItsFingerprintAndAnotherHasAnother() throws Exception {
    String first = client().get(request()).header("ETag");

    assertThat(client().get(request()).header("ETag").substring(0, 26))
        .isEqualTo(first.substring(0, 26));
    byte[] other = TestRequests.der(site().ca(), BigInteger.valueOf(4711));
    assertThat(client().get(other).header("ETag").substring(0, 26))
        .isNotEqualTo(first.substring(0, 26));
  }

  @Test
  void withANonceItIsNotCacheable() throws Exception {
    byte[] nonce =
        TestRequests.builder()
            .single(site().ca(), site().good().serial())
            .nonce(new byte[] {7})
            .der();

    assertNotCacheable(client().get(nonce));
  }

  @Test
  void severalSingleRequestsAreNotCacheable() throws Exception {
    assertNotCacheable(
        client()
            .get(TestRequests.der(site().ca(), site().good().serial(), site().good().serial())));
  }

  @Test
  void unknownIsNotCacheable() throws Exception {
    HttpConnection.Response response =
        at("policy").get(TestRequests.der(site().foreignCa(), site().foreign().serial()));

    assertThat(Judged.of(response).summary()).isEqualTo("unknown");
    assertNotCacheable(response);
  }

  @Test
  void errorsAreNotCacheable() throws Exception {
    HttpConnection.Response unauthorized =
        client().get(TestRequests.der(site().foreignCa(), site().foreign().serial()));

    assertThat(Judged.of(unauthorized).status()).isEqualTo(6);
    assertNotCacheable(unauthorized);
    assertNotCacheable(client().post(new byte[0]));
  }

  @Test
  void aCurrentCopyIsConfirmedWithoutABody() throws Exception {
    HttpConnection.Response full = client().get(request());
    String tag = full.header("ETag");

    HttpConnection.Response confirmed =
        client().get(request(), "If-None-Match: \"x\", " + tag + ", W/\"y\"");

    assertThat(confirmed.status()).isEqualTo(304);
    assertThat(confirmed.headers()).doesNotContainKeys("Content-Type", "Content-Length");
    assertThat(confirmed.header("ETag")).as("only the tag that is current").isEqualTo(tag);
    assertThat(confirmed.header("Expires")).isEqualTo(full.header("Expires"));
    assertThat(confirmed.header("Last-Modified")).isEqualTo(full.header("Last-Modified"));
    assertThat(maxAge(confirmed)).isLessThanOrEqualTo(maxAge(full));
    assertThat(client().head(request(), "If-None-Match: " + tag).status()).isEqualTo(304);
  }

  @Test
  void theConnectionGoesOnAfterAConfirmation() throws Exception {
    String tag = client().get(request()).header("ETag");
    try (HttpConnection connection = new HttpConnection(site().uri(), Duration.ofSeconds(10))) {
      connection.send(HttpConnection.get(site().uri(), request(), "If-None-Match: " + tag));
      connection.send(HttpConnection.get(site().uri(), request()));

      assertThat(connection.read(false).status()).isEqualTo(304);
      assertThat(Judged.of(connection.read(false)).summary()).isEqualTo("good");
    }
  }

  @Test
  void aCopyOfAnotherAnswerIsNotConfirmed() throws Exception {
    String other = client().get(TestRequests.der(site().ca(), BigInteger.TEN)).header("ETag");

    assertThat(client().get(request(), "If-None-Match: " + other).status()).isEqualTo(200);
    assertThat(client().get(request(), "If-None-Match: *").status()).isEqualTo(200);
    assertThat(client().get(request(), "If-None-Match: ").status()).isEqualTo(200);
  }

  @Test
  void aPostIsAlwaysAnsweredInFull() throws Exception {
    String tag = client().get(request()).header("ETag");
    String post = Client.text(HttpConnection.post(site().uri(), request()));

    HttpConnection.Response response =
        client().exchange(post.replaceFirst("\r\n", "\r\nIf-None-Match: " + tag + "\r\n"));

    assertThat(Judged.of(response).summary()).isEqualTo("good");
  }

  @Test
  void aCopyIsNotConfirmedOnceTheListSaysOtherwise() throws Exception {
    BigInteger serial = site().ca().issue("CN=revoked while it is cached").serial();
    byte[] aboutIt = TestRequests.der(site().ca(), serial);
    HttpConnection.Response before = client().get(aboutIt);
    assertThat(Judged.of(before).summary()).isEqualTo("good");
    String tag = before.header("ETag");
    site().drop("next.crl", site().nextCrlRevoking(serial).der());
    client().await("revoked 4", site().ca(), serial);

    HttpConnection.Response response = client().get(aboutIt, "If-None-Match: " + tag);

    assertThat(Judged.of(response).soundBy(site().signer()).summary()).isEqualTo("revoked 4");
  }

  @Test
  void withAFixedValidityNothingIsConfirmed() throws Exception {
    Client brief = at("brief");
    HttpConnection.Response full = brief.get(request());

    SingleResp single = Judged.of(full).soundBy(site().signer()).singles()[0];
    assertThat(single.getNextUpdate().toInstant())
        .isEqualTo(Judged.of(full).basic().getProducedAt().toInstant().plusSeconds(3600));
    assertThat(maxAge(full)).isEqualTo(3599);
    assertThat(brief.get(request(), "If-None-Match: " + full.header("ETag")).status())
        .isEqualTo(200);
  }
}
