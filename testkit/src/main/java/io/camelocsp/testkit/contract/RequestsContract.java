package io.camelocsp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.RequestBuilder;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a request gets, over a socket, judged by Bouncy Castle; hostile ones are in {@link
 * HostileRequestsContract} and {@link HostileHttpContract}.
 */
abstract class RequestsContract extends ServedSite {
  RequestsContract(ResponderRuntime runtime) {
    super(runtime);
  }

  private byte[] aboutGood() {
    return TestRequests.der(site().ca(), site().good().serial());
  }

  @Test
  void severalCertificatesAreAnsweredInOrderWithTheTimesOfTheList() throws Exception {
    Judged judged =
        client()
            .ask(
                site().ca(),
                site().held().serial(),
                site().good().serial(),
                site().revoked().serial(),
                site().good().serial())
            .madeNow();

    assertThat(judged.summary()).isEqualTo("revoked 6, good, revoked 1, good");
    SingleResp held = judged.singles()[0];
    assertThat(((RevokedStatus) held.getCertStatus()).getRevocationTime())
        .isEqualTo(Date.from(TestSite.REVOKED_AT));
    Instant thisUpdate = held.getThisUpdate().toInstant();
    assertThat(thisUpdate).isBefore(Instant.now().minusSeconds(59));
    assertThat(held.getNextUpdate().toInstant()).isEqualTo(thisUpdate.plusSeconds(86_460));
  }

  @Test
  void getPostAndHeadAgree() throws Exception {
    HttpConnection.Response post = client().post(aboutGood());
    HttpConnection.Response get = client().get(aboutGood());
    HttpConnection.Response head = client().head(aboutGood());

    assertThat(Judged.of(post).soundBy(site().signer()).summary()).isEqualTo("good");
    assertThat(Judged.of(get).soundBy(site().signer()).summary()).isEqualTo("good");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Content-Length")).isNotEqualTo("0").isNotEmpty();
    assertThat(head.headers().keySet())
        .isEqualTo(get.headers().keySet())
        .isEqualTo(post.headers().keySet());
    for (String name : new String[] {"Content-Type", "Last-Modified", "Expires"}) {
      assertThat(head.header(name)).isEqualTo(get.header(name)).isEqualTo(post.header(name));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "SHA-1, true", "SHA-1, false", "SHA-256, true", "SHA-256, false",
    "SHA-384, true", "SHA-384, false", "SHA-512, true", "SHA-512, false"
  })
  void everyCertIdIsEchoedOctetForOctet(String hash, boolean nullParameters) throws Exception {
    RequestBuilder builder = TestRequests.builder().hash(hash);
    builder = nullParameters ? builder.parametersNull() : builder.parametersAbsent();
    byte[] request =
        builder
            .single(site().ca(), site().revoked().serial())
            .single(site().ca(), site().good().serial())
            .der();

    Judged judged = client().ask(request);

    assertThat(judged.summary()).isEqualTo("revoked 1, good");
    String body = Client.text(judged.http().body());
    int at = 0;
    for (Req single : new OCSPReq(request).getRequestList()) {
      String certId = Client.text(single.getCertID().toASN1Primitive().getEncoded());
      assertThat(body.indexOf(certId, at)).isGreaterThan(at);
      at = body.indexOf(certId, at);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 32, 128})
  void aNonceIsEchoed(int octets) throws Exception {
    byte[] nonce = new byte[octets];
    nonce[octets - 1] = 0x5A;

    Judged judged =
        client()
            .ask(
                TestRequests.builder()
                    .single(site().ca(), site().good().serial())
                    .nonce(nonce)
                    .der());

    byte[] echoed =
        judged
            .basic()
            .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
            .getExtnValue()
            .getOctets();
    assertThat(echoed).endsWith(nonce).hasSize(octets + (octets < 128 ? 2 : 3));
  }

  @Test
  void nothingOfTheRequestComesBackInHeaders() throws Exception {
    String marker = "x-marker-4711";
    String[] lines = {
      "X-Custom: " + marker,
      "Content-Type: text/" + marker,
      "Cache-Control: " + marker,
      "ETag: \"" + marker + "\"",
      "Expires: " + marker,
      "Set-Cookie: " + marker,
      "Location: http://" + marker + "/",
      "CamelHttpResponseCode: 404",
      "If-None-Match: \"" + marker + "\"",
      "User-Agent: " + marker
    };

    HttpConnection.Response response = client().get(aboutGood(), lines);

    assertThat(Judged.of(response).soundBy(site().signer()).summary()).isEqualTo("good");
    assertThat(response.headers().toString()).doesNotContain(marker);
    assertThat(response.headers().keySet())
        .containsExactlyInAnyOrder(
            "Cache-Control",
            "Content-Length",
            "Content-Type",
            "Date",
            "ETag",
            "Expires",
            "Last-Modified");
  }
}
