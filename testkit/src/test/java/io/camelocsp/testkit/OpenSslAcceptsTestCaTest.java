package io.camelocsp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the testkit makes is judged by OpenSSL, so that other tests can rely on it. */
@EnabledIf("io.camelocsp.testkit.OpenSsl#available")
class OpenSslAcceptsTestCaTest {

  private static final Instant REVOKED_AT = Instant.parse("2025-03-04T05:06:07Z");

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void acceptsCertificatesOfEveryKeyKind(KeyKind kind) throws Exception {
    TestCa ca = TestCa.root("Acme CA", kind);
    Path root = TestPem.write(directory.resolve("ca.pem"), ca.certificate());
    Path signer =
        TestPem.write(
            directory.resolve("signer.pem"), ca.ocspSigner("CN=signer", kind).certificate());

    ToolResult result = OpenSsl.run("verify", "-CAfile", root.toString(), signer.toString());

    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(OpenSsl.run("x509", "-in", signer.toString(), "-noout", "-text").stdout())
        .contains("OCSP Signing", "OCSP No Check", "Digital Signature");
  }

  @Test
  void verifiesTheChainBelowASubordinateCa() throws Exception {
    TestCa root = TestCa.ec("Root");
    TestCa subordinate = root.subordinate("CN=Sub, O=Acme");
    Path rootFile = TestPem.write(directory.resolve("root.pem"), root.certificate());
    Path chain = TestPem.write(directory.resolve("sub.pem"), subordinate.certificate());
    Path leaf =
        TestPem.write(directory.resolve("leaf.pem"), subordinate.issue("CN=alice").certificate());

    ToolResult result =
        OpenSsl.run(
            "verify",
            "-CAfile",
            rootFile.toString(),
            "-untrusted",
            chain.toString(),
            leaf.toString());

    assertThat(result.exit()).as(result.output()).isZero();
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void verifiesListsOfEveryKeyKind(KeyKind kind) throws Exception {
    TestCa ca = TestCa.root("Acme CA", kind);
    Path list =
        Files.writeString(
            directory.resolve("list.pem"),
            ca.crl().number(77).revoke(BigInteger.TEN, REVOKED_AT, 6).pem());

    ToolResult result = read(ca, list);

    assertThat(result.output())
        .contains("verify OK")
        .contains("X509v3 CRL Number: \n                77")
        .contains("Serial Number: 0A")
        .contains("Mar  4 05:06:07 2025 GMT")
        .contains("Certificate Hold");
  }

  @Test
  void readsAVersionOneListWithoutExtensions() throws Exception {
    TestCa ca = TestCa.rsa("Acme CA");
    Path list =
        Files.writeString(
            directory.resolve("list.pem"),
            ca.crl()
                .v1()
                .nextUpdate(null)
                .signatureAlgorithm("SHA1withRSA")
                .revoke(BigInteger.TEN, REVOKED_AT, 1)
                .pem());

    assertThat(read(ca, list).output())
        .contains("verify OK", "Version 1 (0x0)", "sha1WithRSAEncryption", "Next Update: NONE")
        .doesNotContain("extensions");
  }

  @Test
  void rejectsAListSignedByAnotherKey() throws Exception {
    TestCa ca = TestCa.ec("Acme CA");
    Path list =
        Files.writeString(directory.resolve("list.pem"), ca.crl().signedBy(ca.withNewKey()).pem());

    assertThat(read(ca, list).output()).contains("verify failure").doesNotContain("verify OK");
  }

  private ToolResult read(TestCa ca, Path list) throws Exception {
    Path root = TestPem.write(directory.resolve("ca.pem"), ca.certificate());
    return OpenSsl.run(
        "crl", "-in", list.toString(), "-CAfile", root.toString(), "-noout", "-text");
  }
}
