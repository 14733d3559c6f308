package io.camelocsp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TestCaTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path directory;

  @Test
  void givesTheSameRsaKeyForTheSameNameOnly() {
    TestCa ca = TestCa.rsa("Acme CA");

    assertThat(TestCa.rsa("Acme CA").key()).isEqualTo(ca.key());
    assertThat(ca.withNewKey().key()).isNotEqualTo(ca.key());
    assertThat(ca.withNewKey().certificate().getSubjectX500Principal())
        .isEqualTo(ca.certificate().getSubjectX500Principal());
  }

  @RepeatedTest(20)
  void givesPositiveSerialNumbersOf16To20Octets() {
    assertThat(TestCa.randomSerial()).isPositive();
    assertThat(TestCa.randomSerial().toByteArray()).hasSizeBetween(16, 20);
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void keepsSignersInPkcs12WithTheirChain(KeyKind kind) throws Exception {
    TestCa ca = TestCa.ec("Acme CA");
    TestCertificate signer = ca.ocspSigner("CN=signer", kind);

    Path file =
        TestKeyStores.pkcs12(directory.resolve("s.p12"), signer, PASSWORD, ca.certificate());

    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
    assertThat(store.getKey(TestKeyStores.ALIAS, PASSWORD).getEncoded())
        .isEqualTo(signer.key().getEncoded());
    assertThat(store.getCertificateChain(TestKeyStores.ALIAS))
        .containsExactly(signer.certificate(), ca.certificate());
  }

  @Test
  void leavesThePurposeOutOfAnUnfitSigner() throws Exception {
    X509Certificate certificate =
        TestCa.ec("Acme CA").ocspSignerWithoutPurpose("CN=s", KeyKind.EC_P256).certificate();

    assertThat(certificate.getExtendedKeyUsage()).isNull();
  }

  @Test
  void movesItsClockByHand() {
    Instant start = Instant.parse("2025-01-01T00:00:00Z");
    MutableClock clock = new MutableClock(start);

    assertThat(clock.advance(Duration.ofMinutes(5))).isEqualTo(clock.instant());
    assertThat(clock.instant()).isEqualTo(start.plusSeconds(300));
    clock.set(Instant.EPOCH);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
  }

  @Test
  @EnabledIf("io.camelocsp.testkit.OcspTool#available")
  void runsOcspTool() {
    assertThat(OcspTool.run("--version").stdout()).startsWith("ocsptool");
    assertThat(OcspTool.run("--no-such-option").exit()).isNotZero();
  }

  @Test
  void saysThatAToolIsNotInstalled() {
    Tool missing = new Tool("no-such-tool-here", "--version");

    assertThat(missing.available()).isFalse();
    assertThatThrownBy(() -> missing.run("x"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no-such-tool-here");
  }
}
