package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateSignaturesTest {
  private static final TestCa RSA = TestCa.rsa("Acme CA");

  @ParameterizedTest
  @ValueSource(
      strings = {"SHA256withRSA", "SHA384withRSA", "SHA512withRSA", "SHA256withRSAandMGF1"})
  void countsSha2AsStrong(String algorithm) {
    assertThat(CertificateSignatures.strong(signedWith(algorithm))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA1withRSA", "MD5withRSA", "SHA1withRSAandMGF1", "RIPEMD160withRSA"})
  void countsAllElseAsWeak(String algorithm) {
    assertThat(CertificateSignatures.strong(signedWith(algorithm))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void recognisesTheKeyThatSigned(KeyKind kind) {
    TestCa ca = TestCa.root("CN=Acme CA", kind);
    X509Certificate certificate = ca.issue("CN=alice").certificate();

    assertThat(CertificateSignatures.strong(certificate)).isTrue();
    assertThat(CertificateSignatures.madeBy(ca.certificate().getPublicKey(), certificate)).isTrue();
    assertThat(
            CertificateSignatures.madeBy(ca.withNewKey().certificate().getPublicKey(), certificate))
        .isFalse();
  }

  @Test
  void doesNotMixUpKindsOfKeys() {
    X509Certificate certificate = RSA.issue("CN=alice").certificate();

    assertThat(
            CertificateSignatures.madeBy(
                TestCa.ec("Acme CA").certificate().getPublicKey(), certificate))
        .isFalse();
  }

  private static X509Certificate signedWith(String algorithm) {
    return RSA.certificateFor("CN=alice").signatureAlgorithm(algorithm).issue().certificate();
  }
}
