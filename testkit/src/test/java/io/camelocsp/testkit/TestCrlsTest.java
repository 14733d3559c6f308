package io.camelocsp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCrlsTest {

  private static final BigInteger EXTRA_SERIAL = BigInteger.valueOf(4711);

  @TempDir Path directory;

  /** The counts lie on both sides of each form of the length octets. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 500, 1500})
  void writesExactlyTheEntriesThatItsIndexPromises(int entries) throws Exception {
    TestCa ca = TestCa.ec("Acme CA");

    X509CRL list = read(TestCrls.large(ca, entries, directory.resolve("list.crl")));

    list.verify(ca.certificate().getPublicKey());
    assertThat(list.getRevokedCertificates() == null ? 0 : list.getRevokedCertificates().size())
        .isEqualTo(entries);
    for (int i = 0; i < entries; i++) {
      X509CRLEntry entry = list.getRevokedCertificate(TestCrls.serial(i));
      assertThat(entry).as("entry %d", i).isNotNull();
      assertThat(entry.getRevocationDate().toInstant()).isEqualTo(TestCrls.revokedAt(i));
      assertThat(reason(entry)).isEqualTo(TestCrls.reason(i).orElse(-1));
    }
  }

  @Test
  void keepsWhatTheBuilderSaysAndAddsItsEntriesLast() throws Exception {
    TestCa ca = TestCa.ec("Acme CA");
    Instant thisUpdate = Instant.parse("2025-01-02T03:04:05Z");
    CrlBuilder builder =
        ca.crl().v1().thisUpdate(thisUpdate).revoke(EXTRA_SERIAL, Instant.EPOCH, 1);

    X509CRL list = read(TestCrls.large(builder, 3, directory.resolve("list.crl")));

    list.verify(ca.certificate().getPublicKey());
    assertThat(list.getVersion()).isEqualTo(1);
    assertThat(list.getThisUpdate().toInstant()).isEqualTo(thisUpdate);
    assertThat(list.getRevokedCertificates()).hasSize(4).noneMatch(X509CRLEntry::hasExtensions);
    assertThat(list.getRevokedCertificate(EXTRA_SERIAL)).isNotNull();
  }

  @Test
  void writesAMillionEntriesInAFewSeconds() throws Exception {
    Path file = directory.resolve("list.crl");
    long start = System.nanoTime();

    TestCrls.large(TestCa.ec("Acme CA"), 1_000_000, file);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(Files.size(file)).isBetween(46_000_000L, 46_001_000L);
  }

  @Test
  @EnabledIf("io.camelocsp.testkit.OpenSsl#available")
  void satisfiesOpenSsl() throws Exception {
    TestCa ca = TestCa.rsa("Acme CA");
    Path root = TestPem.write(directory.resolve("ca.pem"), ca.certificate());
    Path list = TestCrls.large(ca, 20_000, directory.resolve("list.crl"));

    ToolResult result =
        OpenSsl.run(
            "crl", "-inform", "DER", "-in", list.toString(), "-CAfile", root.toString(), "-noout");

    assertThat(result.output()).contains("verify OK");
  }

  private static X509CRL read(Path file) throws Exception {
    try (InputStream in = Files.newInputStream(file)) {
      return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in);
    }
  }

  private static int reason(X509CRLEntry entry) {
    byte[] value = entry.getExtensionValue(Extension.reasonCode.getId());
    return value == null
        ? -1
        : ASN1Enumerated.getInstance(ASN1OctetString.getInstance(value).getOctets())
            .getValue()
            .intValue();
  }
}
