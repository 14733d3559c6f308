package io.camelocsp.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.net.URI;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;

/** Several responders on one listener and on two, each with its own issuers and rules. */
abstract class RespondersContract extends ServedSite {
  private static final BigInteger SERIAL = BigInteger.valueOf(4711);

  private static final TestCa OTHER_CA = TestCa.ec("Other CA");
  private static final TestCertificate OTHER_SIGNER =
      OTHER_CA.ocspSigner("CN=Other signer", KeyKind.EC_P384);
  private int secondPort;

  RespondersContract(ResponderRuntime runtime) {
    super(runtime);
  }

  @Override
  void prepare(TestSite site) throws Exception {
    TestPem.write(site.path("other-ca.pem"), OTHER_CA.certificate());
    TestKeyStores.pkcs12(site.path("other.p12"), OTHER_SIGNER, "pin".toCharArray());
    secondPort = TestSite.freePort();
    site.configure(
        "ocsp.issuer.other.certificate = other-ca.pem",
        "ocsp.signer.other.keystore = other.p12",
        "ocsp.signer.other.password = pin",
        "ocsp.responder.site.issuers = site",
        "ocsp.responder.other.url = " + site.uri() + "other",
        "ocsp.responder.other.issuers = other",
        "ocsp.responder.all.url = " + second(),
        "ocsp.responder.policy.url = " + site.uri() + "policy",
        "ocsp.responder.policy.foreign-issuers = unknown",
        "ocsp.responder.policy.default-signer = site",
        "ocsp.responder.named.url = " + site.uri() + "other/named",
        "ocsp.responder.named.responder-id = byName",
        "ocsp.responder.named.max-request-size = 300",
        "ocsp.responder.named.certificates = none");
  }

  @Override
  void publish(TestSite site) throws Exception {
    super.publish(site);
    site.drop("other.crl", OTHER_CA.crl().revoke(SERIAL, TestSite.REVOKED_AT, 5).der());
    new Client(second(), OTHER_SIGNER).await("revoked 5", OTHER_CA, SERIAL);
  }

  private URI second() {
    return URI.create("http://127.0.0.1:" + secondPort + "/deep/path");
  }

  private Client client(String path) {
    return new Client(URI.create(site().uri() + path), site().signer());
  }

  private byte[] aboutBoth() {
    return TestRequests.builder()
        .single(site().ca(), site().revoked().serial())
        .single(OTHER_CA, SERIAL)
        .der();
  }

  @Test
  void eachAnswersForItsOwnIssuersAlone() throws Exception {
    Client other = new Client(URI.create(site().uri() + "other"), OTHER_SIGNER);

    assertThat(client().status(site().ca(), SERIAL)).isEqualTo("good");
    assertThat(client().status(OTHER_CA, SERIAL)).isEqualTo("error 6");
    assertThat(other.status(OTHER_CA, SERIAL)).isEqualTo("revoked 5");
    assertThat(other.status(site().ca(), SERIAL)).isEqualTo("error 6");
  }

  @Test
  void getGoesToTheLongestPathThatFits() throws Exception {
    Client other = new Client(URI.create(site().uri() + "other"), OTHER_SIGNER);
    byte[] request = TestRequests.der(OTHER_CA, SERIAL);

    assertThat(Judged.of(other.get(request)).soundBy(OTHER_SIGNER).summary())
        .isEqualTo("revoked 5");
    assertThat(Judged.of(client().get(request)).summary()).isEqualTo("error 6");
  }

  @Test
  void oneOfAllIssuersAnswersEachByItsOwnDelegateAndNotTwoAtOnce() throws Exception {
    assertThat(new Client(second(), site().signer()).status(site().ca(), SERIAL)).isEqualTo("good");
    assertThat(new Client(second(), OTHER_SIGNER).status(OTHER_CA, SERIAL)).isEqualTo("revoked 5");
    assertThat(new Client(second(), OTHER_SIGNER).ask(aboutBoth()).summary()).isEqualTo("error 6");
  }

  @Test
  void byPolicyTheDefaultSignerAnswersItsOwnAndTheRestIsUnknown() throws Exception {
    Client policy = client("policy");

    assertThat(policy.ask(aboutBoth()).summary()).isEqualTo("revoked 1, unknown");
    assertThat(policy.status(site().foreignCa(), SERIAL)).isEqualTo("unknown");
    assertThat(
            new Client(URI.create(site().uri() + "policy"), OTHER_SIGNER).status(OTHER_CA, SERIAL))
        .isEqualTo("revoked 5");
  }

  @Test
  void aProfileNamesTheSignerAndLeavesItsCertificateOut() throws Exception {
    byte[] request = TestRequests.der(site().ca(), SERIAL);

    BasicOCSPResp basic = Judged.of(client("other/named").post(request)).basic();

    assertThat(basic.getCerts()).isEmpty();
    assertThat(basic.getResponderId().toASN1Primitive().getName())
        .isEqualTo(
            X500Name.getInstance(
                site().signer().certificate().getSubjectX500Principal().getEncoded()));
    assertThat(
            basic.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(site().signer().certificate())))
        .isTrue();
  }

  @Test
  void everyListenerAnswersThePing() throws Exception {
    for (URI uri : new URI[] {site().uri(), second()}) {
      HttpConnection.Response pong =
          new Client(uri, site().signer())
              .exchange("GET /.ping HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(pong.status()).isEqualTo(200);
      assertThat(Client.text(pong.body())).isEqualTo("ok\n");
    }
  }

  @Test
  void aPathThatNoResponderHasIsNotFound() throws Exception {
    URI elsewhere = URI.create("http://127.0.0.1:" + secondPort + "/deep");

    assertThat(
            new Client(elsewhere, site().signer())
                .post(TestRequests.der(site().ca(), SERIAL))
                .status())
        .isEqualTo(404);
  }

  @Test
  void eachHasItsOwnLimitOfARequestOnASharedListener() throws Exception {
    byte[] three = TestRequests.der(site().ca(), SERIAL, BigInteger.ONE, BigInteger.TWO);
    byte[] eight =
        TestRequests.der(
            site().ca(),
            Stream.iterate(SERIAL, BigInteger.ONE::add).limit(8).toArray(BigInteger[]::new));
    assertThat(three.length).isLessThanOrEqualTo(300);
    assertThat(eight.length).isGreaterThan(300);

    assertThat(client("other/named").post(three).status()).isEqualTo(200);
    assertThat(client("other/named").post(eight).status()).isEqualTo(413);
    assertThat(client().post(eight).status()).isEqualTo(200);
  }
}
