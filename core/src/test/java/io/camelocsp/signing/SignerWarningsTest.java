package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.testkit.CertificateBuilder;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

class SignerWarningsTest {
  private static final TestCa CA = TestCa.ec("Acme CA");
  private static final Issuer ACME = Signers.issuer("acme", CA);
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-02-01T00:00:00Z");
  private static final Instant MIDDLE = Instant.parse("2026-01-15T00:00:00Z");
  private static final Duration AHEAD = Duration.ofDays(7);

  @Test
  void saysNothingAboutAGoodDelegate() {
    assertThat(delegate(MIDDLE)).isEmpty();
  }

  @Test
  void warnsAheadOfTheEnd() {
    assertThat(delegate(TO.minus(AHEAD).minusSeconds(1))).isEmpty();
    assertThat(delegate(TO.minus(AHEAD)))
        .singleElement()
        .asString()
        .contains("signer acme", "expires at 2026-02-01T00:00:00Z");
  }

  @Test
  void warnsOfExpiredAndFutureSigners() {
    assertThat(delegate(TO.plusSeconds(1)))
        .singleElement()
        .asString()
        .contains("expired", "acme is answered tryLater");
    assertThat(delegate(FROM.minusSeconds(1)))
        .singleElement()
        .asString()
        .contains("not valid before 2026-01-01T00:00:00Z");
  }

  @Test
  void warnsOfMissingNoCheck() {
    assertThat(warnings(builder(), SignerTrust.DELEGATED))
        .singleElement()
        .asString()
        .contains("id-pkix-ocsp-nocheck");
  }

  @Test
  void warnsOfResponderAddressInTheSignersOwnCertificate() {
    assertThat(warnings(builder().noCheck().ocspUrl("http://ocsp.test/"), SignerTrust.DELEGATED))
        .singleElement()
        .asString()
        .contains("RFC 9919 3.2.2");
  }

  @Test
  void warnsOfUnusualCriticalExtension() throws Exception {
    CertificateBuilder odd =
        builder().noCheck().extension("1.2.3.4", true, DERNull.INSTANCE.getEncoded());

    assertThat(warnings(odd, SignerTrust.DELEGATED)).singleElement().asString().contains("1.2.3.4");
  }

  @Test
  void alwaysSaysThatASignerIsTrustedLocally() {
    assertThat(warnings(builder(), SignerTrust.LOCAL))
        .singleElement()
        .asString()
        .contains("trust = local", "for acme");
  }

  @Test
  void warnsOfCaKeyThatMaySignListsOnly() {
    assertThat(warnings(builder().certificateAuthority(), SignerTrust.ISSUER))
        .singleElement()
        .asString()
        .contains("lacks the key usage digitalSignature");
    assertThat(
            warnings(
                builder()
                    .certificateAuthority()
                    .keyUsage(KeyUsage.cRLSign | KeyUsage.digitalSignature),
                SignerTrust.ISSUER))
        .isEmpty();
  }

  private static CertificateBuilder builder() {
    return CA.certificateFor("CN=signer").ocspSigning().valid(FROM, TO);
  }

  private static List<String> delegate(Instant now) {
    TestCertificate certificate = CA.ocspSigner("CN=signer", KeyKind.EC_P256, FROM, TO);
    return SignerWarnings.of(signer(certificate, SignerTrust.DELEGATED), now, AHEAD);
  }

  private static List<String> warnings(CertificateBuilder builder, SignerTrust trust) {
    return SignerWarnings.of(signer(builder.issue(), trust), MIDDLE, AHEAD);
  }

  private static ResponseSigner signer(TestCertificate certificate, SignerTrust trust) {
    return Signers.around("acme", certificate, trust, tbs -> tbs, ACME);
  }
}
