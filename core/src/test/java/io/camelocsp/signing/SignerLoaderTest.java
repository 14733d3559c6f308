package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestKeyStores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.jcajce.JcaRespID;
import org.bouncycastle.operator.ContentVerifier;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignerLoaderTest {
  private static final TestCa ACME_CA = TestCa.ec("Acme CA");
  private static final TestCa BANK_CA = TestCa.rsa("Bank CA");
  private static final Issuer ACME = Signers.issuer("acme", ACME_CA);
  private static final Issuer BANK = Signers.issuer("bank", BANK_CA);
  private static final List<Issuer> BOTH = List.of(ACME, BANK);

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void findsTheIssuerOfADelegate(KeyKind kind) throws Exception {
    TestCertificate delegate = BANK_CA.ocspSigner("CN=signer", kind);

    ResponseSigner signer = load(delegate);

    assertThat(signer.trust()).isEqualTo(SignerTrust.DELEGATED);
    assertThat(signer.issuers()).containsExactly(BANK);
    assertThat(signer.certificate()).isEqualTo(delegate.certificate());
    assertThat(signer.certificates()).hasSize(1);
    assertThat(signer.certificates().get(0)).isEqualTo(delegate.certificate().getEncoded());
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void signaturesVerifyUnderTheAlgorithmTheyAreLabelledWith(KeyKind kind) throws Exception {
    ResponseSigner signer = load(ACME_CA.ocspSigner("CN=signer", kind));
    byte[] tbs = {1, 2, 3};

    ContentVerifier verifier =
        new JcaContentVerifierProviderBuilder()
            .build(signer.certificate())
            .get(AlgorithmIdentifier.getInstance(signer.algorithmDer()));
    verifier.getOutputStream().write(tbs);

    byte[] signature = signer.signer().sign(tbs);
    assertThat(verifier.verify(signature)).isTrue();
  }

  @Test
  void namesItselfAsBouncyCastleWould() throws Exception {
    ResponseSigner signer = load(ACME_CA.ocspSigner("O=Acme, CN=signer", KeyKind.EC_P256));

    RespID byKey =
        new RespID(
            SubjectPublicKeyInfo.getInstance(signer.certificate().getPublicKey().getEncoded()),
            new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1));
    assertThat(signer.byKey().der()).isEqualTo(byKey.toASN1Primitive().getEncoded("DER"));
    RespID byName = new JcaRespID(signer.certificate().getSubjectX500Principal());
    assertThat(signer.byName().der()).isEqualTo(byName.toASN1Primitive().getEncoded("DER"));
  }

  @Test
  void takesTheIssuersOwnKeyAndSendsNoCertificate() throws Exception {
    ResponseSigner signer = load(ACME_CA.asSigner());

    assertThat(signer.trust()).isEqualTo(SignerTrust.ISSUER);
    assertThat(signer.issuers()).containsExactly(ACME);
    assertThat(signer.certificates()).isEmpty();
  }

  @Test
  void trustsForeignSignerLocallyForAllIssuersIfNoneIsNamed() throws Exception {
    Path keystore = keystore(TestCa.ec("Elsewhere").issue("CN=signer"));

    ResponseSigner signer = SignerLoader.load(Signers.local(keystore), BOTH);

    assertThat(signer.trust()).isEqualTo(SignerTrust.LOCAL);
    assertThat(signer.issuers()).containsExactly(ACME, BANK);
    assertThat(signer.certificates()).hasSize(1);
  }

  @Test
  void trustsForeignSignerLocallyForTheNamedIssuersOnly() throws Exception {
    Path keystore = keystore(TestCa.ec("Elsewhere").issue("CN=signer"));

    ResponseSigner signer = SignerLoader.load(Signers.local(keystore, "bank"), BOTH);

    assertThat(signer.issuers()).containsExactly(BANK);
  }

  @Test
  void remainsADelegateIfDeclaredForItsOwnIssuerOnly() throws Exception {
    Path keystore = keystore(ACME_CA.ocspSigner("CN=signer", KeyKind.EC_P256));

    ResponseSigner signer = SignerLoader.load(Signers.local(keystore, "acme"), BOTH);

    assertThat(signer.trust()).isEqualTo(SignerTrust.DELEGATED);
    assertThat(signer.issuers()).containsExactly(ACME);
  }

  @Test
  void becomesLocalIfDeclaredForMoreThanItsOwnIssuer() throws Exception {
    Path keystore = keystore(ACME_CA.ocspSigner("CN=signer", KeyKind.EC_P256));

    ResponseSigner signer = SignerLoader.load(Signers.local(keystore, "bank"), BOTH);

    assertThat(signer.trust()).isEqualTo(SignerTrust.LOCAL);
    assertThat(signer.issuers()).containsExactlyInAnyOrder(ACME, BANK);
  }

  @Test
  void loadsExpiredAndFutureSignersAndLeavesThemUnused() throws Exception {
    Instant from = Instant.parse("2030-01-01T00:00:00Z");
    Instant to = Instant.parse("2030-02-01T00:00:00Z");

    ResponseSigner signer = load(ACME_CA.ocspSigner("CN=signer", KeyKind.EC_P256, from, to));

    assertThat(signer.validAt(from.minusSeconds(1))).isFalse();
    assertThat(signer.validAt(from)).isTrue();
    assertThat(signer.validAt(to.plusSeconds(1))).isFalse();
  }

  @Test
  void takesTheNamedOneOfSeveralKeys() throws Exception {
    TestCertificate second = ACME_CA.ocspSigner("CN=second", KeyKind.EC_P256);
    Path keystore = directory.resolve("two.p12");
    KeyStores.write(
        keystore,
        Map.of("first", ACME_CA.ocspSigner("CN=first", KeyKind.EC_P256), "second", second));

    ResponseSigner signer = SignerLoader.load(Signers.source(keystore, "second"), BOTH);

    assertThat(signer.certificate()).isEqualTo(second.certificate());
  }

  @Test
  void distinguishesTwoIssuersOfOneName() throws Exception {
    TestCa renewed = ACME_CA.withNewKey();
    Issuer next = Signers.issuer("acme-next", renewed);
    Path keystore = keystore(renewed.ocspSigner("CN=signer", KeyKind.EC_P256));

    ResponseSigner signer = SignerLoader.load(Signers.source(keystore), List.of(ACME, next));

    assertThat(signer.issuers()).containsExactly(next);
  }

  @Test
  void ignoresTheChainBesideTheCertificate() throws Exception {
    TestCertificate delegate = ACME_CA.ocspSigner("CN=signer", KeyKind.EC_P256);
    Path keystore =
        TestKeyStores.pkcs12(
            directory.resolve("chain.p12"), delegate, Signers.PASSWORD, ACME_CA.certificate());

    ResponseSigner signer = SignerLoader.load(Signers.source(keystore), BOTH);

    assertThat(signer.certificates()).hasSize(1);
  }

  @Test
  void keepsPasswordAndKeyOutOfItsWords() throws Exception {
    SignerSource source = Signers.source(keystore(ACME_CA.asSigner()));

    assertThat(source.toString()).doesNotContain(new String(Signers.PASSWORD));
    assertThat(SignerLoader.load(source, BOTH).toString()).doesNotContain("PRIVATE", "modulus");
  }

  private ResponseSigner load(TestCertificate certificate) throws Exception {
    return SignerLoader.load(Signers.source(keystore(certificate)), BOTH);
  }

  private Path keystore(TestCertificate certificate) throws Exception {
    return Signers.keystore(directory, certificate);
  }
}
