package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What users see of {@code check}, and its exit codes. */
class CheckCommandTest {
  private static final TestCa CA = TestCa.ec("CN=Acme CA");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path directory;
  private CannedServer server;
  private final TestCli cli = new TestCli().clock(() -> NOW);
  private final TestCertificate alice = CA.issue("CN=alice");
  private final TestCertificate bob = CA.issue("CN=bob");
  private Path caFile;
  private Path aliceFile;
  private Path bobFile;

  @BeforeEach
  void start() throws IOException {
    server = new CannedServer();
    caFile = TestPem.write(directory.resolve("ca.pem"), CA.certificate());
    aliceFile = TestPem.write(directory.resolve("alice.pem"), alice.certificate());
    bobFile = TestPem.write(directory.resolve("bob.pem"), bob.certificate());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CannedAnswer answer() {
    return new CannedAnswer(CA, NOW);
  }

  private Result check(URI url, Object... more) {
    Object[] arguments = new Object[more.length + 5];
    arguments[0] = "check";
    arguments[1] = "--url";
    arguments[2] = url;
    arguments[3] = "--issuer";
    arguments[4] = caFile;
    System.arraycopy(more, 0, arguments, 5, more.length);
    return cli.run(arguments);
  }

  @Test
  void goodIsZero() {
    Result result = check(server.ocsp("/", answer()), aliceFile);
    assertThat(result.out())
        .contains("alice.pem: good", "CN=Acme CA, the CA itself")
        .contains("thisUpdate   2026-03-01T11:59:00Z  (1 min ago)")
        .contains("nextUpdate   2026-03-01T13:00:00Z  (in 1 h)")
        .contains("verified     signature, signer, CertID, nonce, times");
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
  }

  @Test
  void revokedIsOneAndSaysWhenAndWhy() {
    CannedAnswer revoked =
        answer()
            .status(
                alice.serial(),
                new RevokedStatus(Date.from(NOW.minusSeconds(7200)), CRLReason.keyCompromise));
    Result result = check(server.ocsp("/", revoked), aliceFile);
    assertThat(result.out()).contains("revoked at 2026-03-01T10:00:00Z, keyCompromise");
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void unknownIsTwo() {
    Result result =
        check(server.ocsp("/", answer().status(alice.serial(), new UnknownStatus())), aliceFile);
    assertThat(result.out()).contains("alice.pem: unknown");
    assertThat(result.exit()).isEqualTo(2);
  }

  @Test
  void unacceptableIsThreeAndSaysWhatItClaimed() {
    TestCa impostor = TestCa.ec("CN=Impostor");
    Result result = check(server.ocsp("/", answer().signer(impostor.asSigner())), aliceFile);
    assertThat(result.out())
        .contains("not acceptable (it says good)")
        .contains("refused      signer: the signer was issued by CN=Impostor");
    assertThat(result.exit()).isEqualTo(3);
  }

  @Test
  void nobodyThereIsFour() {
    URI gone = server.url("/");
    server.close();
    Result result = check(gone, aliceFile);
    assertThat(result.out()).contains("no answer", "connection refused");
    assertThat(result.exit()).isEqualTo(4);
  }

  @Test
  void theWorstOfSeveralCounts() {
    CannedAnswer answers = answer().status(bob.serial(), new UnknownStatus());
    Result result = check(server.ocsp("/", answers), bobFile, aliceFile);
    assertThat(result.out()).contains("alice.pem: good", "bob.pem: unknown");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void asksForAllInOneRequestWhenTold() {
    Result result = check(server.ocsp("/", answer()), "--one-request", bobFile, aliceFile);
    assertThat(result.exit()).isZero();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void asksForASerialNumberAsOpensslPrintsIt() {
    String serial = alice.serial().toString(16).toUpperCase(Locale.ROOT);
    CannedAnswer revoked =
        answer().status(new BigInteger(serial, 16), new RevokedStatus(Date.from(NOW)));
    Result result = check(server.ocsp("/", revoked), "--serial", serial);
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void takesUrlAndIssuerFromTheCertificate() throws IOException {
    URI responder = server.ocsp("/ocsp", answer());
    URI issuer = server.bytes("/ca.der", 200, "application/pkix-cert", encoded(CA));
    TestCertificate carol =
        CA.certificateFor("CN=carol")
            .extension("1.3.6.1.5.5.7.1.1", false, TestAia.of(responder, issuer))
            .issue();
    Path file = TestPem.write(directory.resolve("carol.pem"), carol.certificate());
    Result result = cli.run("check", file);
    assertThat(result.out()).contains("carol.pem: good", "fetched from " + issuer);
    assertThat(result.exit()).isZero();
  }

  @Test
  void takesTheIssuerFromTheBundle() throws IOException {
    URI responder = server.ocsp("/", answer());
    Path bundle =
        TestPem.write(directory.resolve("chain.pem"), alice.certificate(), CA.certificate());
    assertThat(cli.run("check", "--url", responder, bundle).exit()).isZero();
  }

  @Test
  void refusesAnIssuerThatIsNotTheIssuer() throws IOException {
    Path other =
        TestPem.write(directory.resolve("other.pem"), TestCa.ec("CN=Acme CA").certificate());
    Result result = cli.run("check", "--url", server.url("/"), "--issuer", other, aliceFile);
    assertThat(result.err()).contains("alice.pem was not issued by");
    assertThat(result.exit()).isEqualTo(64);
  }

  @Test
  void acceptsASignerThatIsTrustedExplicitly() throws IOException {
    TestCertificate signer = TestCa.ec("CN=Elsewhere").ocspSigner("CN=local", KeyKind.RSA_2048);
    URI url = server.ocsp("/", answer().signer(signer).withoutCertificate());
    assertThat(check(url, aliceFile).exit()).isEqualTo(3);
    Path trust = TestPem.write(directory.resolve("va.pem"), signer.certificate());
    Result result = check(url, "--trust", trust, aliceFile);
    assertThat(result.out()).contains("CN=local, explicitly trusted");
    assertThat(result.exit()).isZero();
  }

  @Test
  void printsOneJsonObject() throws Exception {
    CannedAnswer answers = answer().status(bob.serial(), new UnknownStatus());
    Result result = check(server.ocsp("/", answers), "--json", aliceFile, bobFile);
    var json = new ObjectMapper().readTree(result.out());
    assertThat(json.path("exitCode").asInt()).isEqualTo(2);
    assertThat(json.path("results")).hasSize(2);
    var first = json.path("results").path(0);
    assertThat(first.path("outcome").asText()).isEqualTo("good");
    assertThat(first.path("answer").path("thisUpdate").asText()).isEqualTo("2026-03-01T11:59:00Z");
    assertThat(first.path("answer").path("signerTrust").asText()).isEqualTo("issuer");
    assertThat(first.path("checks").findValuesAsText("what"))
        .containsExactly("signature", "signer", "CertID", "nonce", "times");
  }

  @Test
  void usageErrorsAre64AndSayWhatToDo() {
    assertThat(cli.run("check").exit()).isEqualTo(64);
    assertThat(cli.run("check", "--url", "ldap://x/", aliceFile).err()).contains("http or https");
    assertThat(cli.run("check", "--timeout", "10", aliceFile).err()).contains("10s, 20m");
    assertThat(cli.run("check", aliceFile).err()).contains("give --url");
    assertThat(cli.run("check", "nothing.pem").err()).contains("no such file");
    assertThat(cli.run("check", "--urll", "x").err()).contains("--url");
    assertThat(cli.run("check", "--serial", "xyz", "--url", "http://x/").exit()).isEqualTo(64);
  }

  private static byte[] encoded(TestCa ca) {
    try {
      return ca.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
