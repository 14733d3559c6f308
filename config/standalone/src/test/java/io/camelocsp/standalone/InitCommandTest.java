package io.camelocsp.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.standalone.TestCli.Result;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
  private static final TestCa CA = TestCa.ec("CN=Acme Root CA 2,O=Acme");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path directory;
  private Path issuer;
  private Path crl;
  private Path target;

  @BeforeEach
  void write() throws IOException {
    issuer = TestPem.write(directory.resolve("ca.pem"), CA.certificate());
    crl = directory.resolve("ca.crl");
    target = directory.resolve("my setup");
    Files.write(crl, CA.crl().thisUpdate(NOW.minusSeconds(60)).nextUpdate(in(7)).number(5).der());
  }

  private static Instant in(int days) {
    return NOW.plusSeconds(days * 86400L);
  }

  private Result init(Object... more) {
    Object[] arguments = new Object[more.length + 7];
    Object[] usual = {"init", "--issuer", issuer, "--crl", crl, "--dir", target};
    System.arraycopy(usual, 0, arguments, 0, usual.length);
    System.arraycopy(more, 0, arguments, usual.length, more.length);
    return new TestCli().clock(() -> NOW).run(arguments);
  }

  private Map<Object, Object> properties() throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(target.resolve("ocsp.properties"))) {
      properties.load(reader);
    }
    return new TreeMap<>(properties);
  }

  @Test
  void writesAConfigurationForTheCa() throws IOException {
    Result result = init();
    assertThat(result.err()).isEmpty();
    assertThat(result.exit()).isZero();
    assertThat(properties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "ocsp.issuer.acme-root-ca-2.certificate", "pki/acme-root-ca-2.pem",
                "ocsp.signer.acme-root-ca-2.keystore", "pki/ocsp-signer.p12",
                "ocsp.signer.acme-root-ca-2.password-file", "secrets/pin",
                "ocsp.lists.drop.from", "drop/",
                "ocsp.responder.acme-root-ca-2.url", "http://127.0.0.1:8080/",
                "ocsp.administration.url", "http://127.0.0.1:8081/",
                "ocsp.data.directory", "data/"));
    assertThat(target.resolve("drop/acme-root-ca-2.crl")).hasSameBinaryContentAs(crl);
    assertThat(target.resolve("pki/acme-root-ca-2.pem")).hasSameBinaryContentAs(issuer);
  }

  @Test
  void keyAndPinAreTheOwnersAlone() throws IOException {
    init();
    for (String each : new String[] {"pki/ocsp-signer.key", "secrets/pin"}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve(each))))
          .isEqualTo("rw-------");
    }
    assertThat(Files.readString(target.resolve("secrets/pin"))).matches("[0-9a-f]{32}\n");
  }

  /** Copies the printed commands into a shell, as a user would. */
  @ParameterizedTest
  @ValueSource(strings = {"ec", "rsa"})
  void thePrintedStepsLeadToASigner(String key) throws Exception {
    Result result = init("--key", key);
    TestPem.writeKey(directory.resolve("CA.key"), CA.key());
    String out = result.out();
    String issue =
        out.substring(out.indexOf("openssl x509"), out.indexOf("  2. Put"))
            .replace("CA.key", directory.resolve("CA.key").toString());
    Process shell = new ProcessBuilder("sh", "-c", issue).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(said).isZero();
    String certificate = target.resolve("pki/ocsp-signer.pem").toString();
    ToolResult text = OpenSsl.run("x509", "-noout", "-text", "-in", certificate);
    assertThat(text.stdout()).contains("OCSP Signing", "OCSP No Check", "Digital Signature");

    Result assembled = assemble(certificate);
    assertThat(assembled.exit()).as(assembled.err()).isZero();
    ToolResult store =
        OpenSsl.run(
            "pkcs12",
            "-in",
            target.resolve("pki/ocsp-signer.p12").toString(),
            "-passin",
            "file:" + target.resolve("secrets/pin"),
            "-noenc");
    assertThat(store.output()).contains("BEGIN PRIVATE KEY", "OCSP signer of acme-root-ca-2");
    assertThat(assemble(certificate).err()).contains("exists already: nothing is overwritten");
  }

  private Result assemble(String certificate) {
    return new TestCli()
        .run(
            "signer",
            "assemble",
            "--key",
            target.resolve("pki/ocsp-signer.key"),
            "--cert",
            certificate,
            "--password-file",
            target.resolve("secrets/pin"),
            "--out",
            target.resolve("pki/ocsp-signer.p12"));
  }

  @Test
  void refusesACertificateThatIsNotTheSigners() throws IOException {
    init();
    Path other = TestPem.write(directory.resolve("other.pem"), CA.issue("CN=other").certificate());
    Result result = assemble(other.toString());
    assertThat(result.err()).contains("is not the certificate of the key");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(target.resolve("pki/ocsp-signer.p12")).doesNotExist();
  }

  @Test
  void overwritesNothing() throws IOException {
    init();
    byte[] key = Files.readAllBytes(target.resolve("pki/ocsp-signer.key"));
    Result result = init();
    assertThat(result.err())
        .contains("Nothing is overwritten, but these exist already:")
        .contains("ocsp.properties", "ocsp-signer.key", "pin");
    assertThat(result.exit()).isEqualTo(2);
    assertThat(target.resolve("pki/ocsp-signer.key")).hasBinaryContent(key);
  }

  private void refused(String why) {
    Result result = init();
    assertThat(result.err()).contains(why);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(target).doesNotExist();
  }

  @Test
  void refusesACertificateThatIsNotACa() throws IOException {
    issuer = TestPem.write(directory.resolve("alice.pem"), CA.issue("CN=alice").certificate());
    refused("CN=alice is not a CA");
  }

  @Test
  void refusesACaThatMayNotSignCrls() throws IOException {
    TestCertificate ca =
        CA.certificateFor("CN=no lists")
            .certificateAuthority()
            .keyUsage(KeyUsage.keyCertSign)
            .issue();
    issuer = TestPem.write(directory.resolve("nolists.pem"), ca.certificate());
    refused("no cRLSign");
  }

  @Test
  void refusesTheCrlOfAnotherCaOfThatName() throws IOException {
    TestCa other = TestCa.ec("CN=Acme Root CA 2,O=Acme");
    Files.write(crl, other.crl().thisUpdate(NOW).nextUpdate(in(7)).number(5).der());
    refused("the given issuer's key did not sign it");
  }

  @Test
  void refusesWhatIsNoCrl() throws IOException {
    Files.writeString(crl, "hello");
    refused("ca.crl");
  }

  @Test
  void warnsOfAnExpiredCrl() throws IOException {
    Files.write(crl, CA.crl().thisUpdate(in(-9)).nextUpdate(in(-2)).number(5).der());
    Result result = init();
    assertThat(result.err()).contains("warning: the responder will refuse the CRL:");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(target.resolve("ocsp.properties")).exists();
  }

  @Test
  void preparesPoliciesThatOnlyTheOperatorCanDecide() throws IOException {
    Files.write(
        crl,
        CA.crl()
            .thisUpdate(NOW)
            .nextUpdate(null)
            .number(5)
            .signatureAlgorithm("SHA1withECDSA")
            .der());
    Result result = init();
    assertThat(result.err()).contains("allow-sha1-lists", "max-list-age");
    assertThat(Files.readString(target.resolve("ocsp.properties")))
        .contains("\n#ocsp.issuer.acme-root-ca-2.allow-sha1-lists = true\n")
        .contains("\n#ocsp.issuer.acme-root-ca-2.max-list-age = 24h\n");
    assertThat(result.exit()).isEqualTo(1);
  }

  @Test
  void takesPem() throws IOException {
    Files.writeString(
        crl, CA.crl().thisUpdate(NOW).nextUpdate(in(7)).number(5).pem(), StandardCharsets.US_ASCII);
    assertThat(init().exit()).isZero();
  }

  @Test
  void saysWhereItMayNotWrite() {
    target = Path.of("/proc/nothing");
    Result result = init();
    assertThat(result.err()).contains("/proc/nothing").doesNotContain("should not have happened");
    assertThat(result.exit()).isEqualTo(2);
  }
}
