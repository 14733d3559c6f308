package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.testkit.TestCa;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThrowawaySignerTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final List<Issuer> ISSUERS =
      List.of(
          Signers.issuer("acme", TestCa.ec("Acme CA")),
          Signers.issuer("bank", TestCa.ec("Bank CA")));

  private final ResponseSigner signer = ThrowawaySigner.make(ISSUERS, NOW, Duration.ofDays(1));

  @Test
  void isTrustedByNobodyButThoseToldTo() {
    assertThat(signer.trust()).isEqualTo(SignerTrust.LOCAL);
    assertThat(signer.issuers()).isEqualTo(ISSUERS);
    assertThat(signer.cost()).isEqualTo(SigningCost.CHEAP);
  }

  @Test
  void isValidForTheTimeAskedFor() {
    assertThat(signer.validAt(NOW)).isTrue();
    assertThat(signer.notAfter()).isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void carriesACertificateThatVerifiesItsSignatures() throws Exception {
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(signer.certificate());
    verifier.update(new byte[] {1});

    assertThat(verifier.verify(signer.signer().sign(new byte[] {1}))).isTrue();
    signer.certificate().verify(signer.certificate().getPublicKey());
    assertThat(signer.certificates().get(0)).isEqualTo(signer.certificate().getEncoded());
    assertThat(signer.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.9");
  }

  @Test
  void isAnotherOneEachTime() {
    assertThat(ThrowawaySigner.make(ISSUERS, NOW, Duration.ofDays(1)).certificate())
        .isNotEqualTo(signer.certificate());
  }
}
