package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One defect of an answer each: the check notices it, names it, and exits accordingly. */
class UnacceptableAnswersTest {
  private static final TestCa CA = TestCa.ec("CN=Acme CA");
  private static final TestCertificate ALICE = CA.issue("CN=alice");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path directory;
  private CannedServer server;
  private final CannedAnswer answer = new CannedAnswer(CA, NOW);
  private Path caFile;
  private Path aliceFile;

  @BeforeEach
  void start() throws IOException {
    server = new CannedServer();
    caFile = TestPem.write(directory.resolve("ca.pem"), CA.certificate());
    aliceFile = TestPem.write(directory.resolve("alice.pem"), ALICE.certificate());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void refused(String why, String... options) {
    Result result = ask(server.ocsp("/", answer), options);
    assertThat(result.out()).contains(why).contains("not acceptable");
    assertThat(result.exit()).isEqualTo(3);
  }

  private void noted(String what, String... options) {
    Result result = ask(server.ocsp("/", answer), options);
    assertThat(result.out()).contains("note ").contains(what);
    assertThat(result.exit()).isZero();
  }

  private Result ask(URI url, String... options) {
    Object[] arguments = new Object[options.length + 6];
    System.arraycopy(
        new Object[] {"check", "--url", url, "--issuer", caFile, aliceFile}, 0, arguments, 0, 6);
    System.arraycopy(options, 0, arguments, 6, options.length);
    return new TestCli().clock(() -> NOW).run(arguments);
  }

  @Test
  void delegateWithoutOcspSigning() {
    answer.signer(CA.ocspSignerWithoutPurpose("CN=no purpose", KeyKind.EC_P256));
    refused("has no extended key usage OCSPSigning");
  }

  @Test
  void delegateOfACaOfTheSameName() {
    answer.signer(TestCa.ec("CN=Acme CA").ocspSigner("CN=false friend", KeyKind.EC_P256));
    refused("bears the CA's name, but the CA's key did not sign it");
  }

  @Test
  void expiredDelegate() {
    answer.signer(
        CA.ocspSigner("CN=old", KeyKind.EC_P256, NOW.minusSeconds(86400), NOW.minusSeconds(3600)));
    refused("the signer expired at 2026-03-01T11:00:00Z");
  }

  @Test
  void delegateThatIsNotValidYet() {
    answer.signer(
        CA.ocspSigner("CN=new", KeyKind.EC_P256, NOW.plusSeconds(3600), NOW.plusSeconds(7200)));
    refused("the signer is valid only from");
  }

  @Test
  void signatureOfAnotherKey() {
    TestCa sameName = TestCa.ec("CN=Acme CA");
    answer.signer(new TestCertificate(CA.certificate(), sameName.key()));
    refused("the signature does not verify with the key of CN=Acme CA");
  }

  @Test
  void signerNobodyKnows() {
    answer.signer(CA.ocspSigner("CN=left out", KeyKind.EC_P256)).withoutCertificate();
    refused("the certificate of the signer it names is neither in the answer nor known");
  }

  @Test
  void otherSerialNumber() {
    answer.id(
        asked -> {
          CertID id = asked.toASN1Primitive();
          return new CertificateID(
              new CertID(
                  id.getHashAlgorithm(),
                  id.getIssuerNameHash(),
                  id.getIssuerKeyHash(),
                  new org.bouncycastle.asn1.ASN1Integer(BigInteger.TEN)));
        });
    refused("says nothing about the certificate asked for");
  }

  @Test
  void certIdThatIsNotEchoedOctetForOctetIsNoted() {
    answer.id(
        asked -> {
          CertID id = asked.toASN1Primitive();
          return new CertificateID(
              new CertID(
                  new AlgorithmIdentifier(id.getHashAlgorithm().getAlgorithm()),
                  id.getIssuerNameHash(),
                  id.getIssuerKeyHash(),
                  id.getSerialNumber()));
        });
    noted("not echoed octet for octet");
  }

  @Test
  void expiredAnswer() {
    answer.times(NOW.minusSeconds(7200), NOW.minusSeconds(3600));
    refused("the answer ended at 2026-03-01T11:00:00Z");
  }

  @Test
  void answerThatEndedWithinTheSkewIsAccepted() {
    answer.times(NOW.minusSeconds(7200), NOW.minusSeconds(60));
    assertThat(ask(server.ocsp("/", answer)).exit()).isZero();
  }

  @Test
  void skewCanBeTightened() {
    answer.times(NOW.minusSeconds(7200), NOW.minusSeconds(60));
    refused("the answer ended", "--skew", "10s");
  }

  @Test
  void answerFromTheFuture() {
    answer.times(NOW.plusSeconds(3600), NOW.plusSeconds(7200));
    refused("thisUpdate 2026-03-01T13:00:00Z lies in the future");
  }

  @Test
  void madeInTheFuture() {
    answer.producedAt(NOW.plusSeconds(3600));
    refused("producedAt 2026-03-01T13:00:00Z lies in the future");
  }

  @Test
  void otherNonce() throws IOException {
    Extension other =
        new Extension(
            OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
            false,
            new DEROctetString(new byte[32]).getEncoded());
    answer.nonce(sent -> other);
    refused("another nonce than was sent");
  }

  @Test
  void missingNonceIsNotedOrRefusedAsAsked() {
    answer.nonce(sent -> null);
    noted("the answer holds none");
    assertThat(ask(server.url("/"), "--nonce").exit()).isEqualTo(3);
    assertThat(ask(server.url("/"), "--no-nonce").out()).doesNotContain("nonce");
  }

  @Test
  void unknownCriticalExtension() {
    answer
        .nonce(sent -> null)
        .extension(new Extension(new ASN1ObjectIdentifier("1.2.3.4"), true, new byte[] {5, 0}));
    refused("the unknown critical extension 1.2.3.4");
  }

  @Test
  void errorStatus() {
    Result result =
        ask(server.bytes("/", 200, "application/ocsp-response", new byte[] {0x30, 3, 0x0A, 1, 6}));
    assertThat(result.out()).contains("the responder answers the error unauthorized");
    assertThat(result.exit()).isEqualTo(3);
  }

  @Test
  void webPage() {
    byte[] page = "<html>login</html>".getBytes(StandardCharsets.US_ASCII);
    Result result = ask(server.bytes("/", 200, "text/html", page));
    assertThat(result.out()).contains("a web page came back");
    assertThat(result.exit()).isEqualTo(3);
  }

  @Test
  void bytesBehindTheAnswer() {
    Result result =
        ask(
            server.bytes(
                "/", 200, "application/ocsp-response", new byte[] {0x30, 3, 0x0A, 1, 6, 0}));
    assertThat(result.out()).contains("no well-formed OCSP answer");
    assertThat(result.exit()).isEqualTo(3);
  }

  @Test
  void notFoundIsNoAnswer() {
    Result result = ask(server.bytes("/", 404, "text/html", new byte[] {'x'}));
    assertThat(result.out()).contains("HTTP status 404");
    assertThat(result.exit()).isEqualTo(4);
  }

  @Test
  void redirectsAreNotFollowed() {
    URI url =
        server.on(
            "/",
            exchange -> {
              exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/else");
              exchange.sendResponseHeaders(302, -1);
            });
    Result result = ask(url);
    assertThat(result.out()).contains("HTTP status 302", "not followed");
    assertThat(result.exit()).isEqualTo(4);
  }

  @Test
  @Timeout(20)
  void answerThatNeverEndsIsCutOffInTime() {
    CountDownLatch never = new CountDownLatch(1);
    URI url =
        server.on(
            "/",
            exchange -> {
              exchange.sendResponseHeaders(200, 100);
              exchange.getResponseBody().write(0x30);
              exchange.getResponseBody().flush();
              assertThat(never.await(15, TimeUnit.SECONDS)).isFalse();
            });
    Result result = ask(url, "--timeout", "300ms");
    assertThat(result.out()).contains("no complete answer within 300 ms");
    assertThat(result.exit()).isEqualTo(4);
  }

  @Test
  void hugeBodyIsNotRead() {
    Result result = ask(server.bytes("/", 200, "application/ocsp-response", new byte[1 << 20]));
    assertThat(result.out()).contains("larger than 262144 bytes");
    assertThat(result.exit()).isEqualTo(4);
  }
}
