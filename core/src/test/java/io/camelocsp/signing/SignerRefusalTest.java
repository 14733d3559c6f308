package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.signing.SignerRefusedException.Reason;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import io.camelocsp.testkit.TestPem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One defect, one test: what no client would accept is refused when it is loaded (spec 8.1). */
class SignerRefusalTest {
  private static final TestCa CA = TestCa.rsa("Acme CA");
  private static final Issuer ACME = Signers.issuer("acme", CA);

  @TempDir Path directory;

  @Test
  void refusesMissingFile() {
    assertRefused(directory.resolve("none.p12"), Reason.UNREADABLE, "none.p12", "no such file");
  }

  @Test
  void refusesEmptyFile() throws Exception {
    assertRefused(
        Files.createFile(directory.resolve("e.p12")), Reason.UNREADABLE, "e.p12: is empty");
  }

  @Test
  void refusesPem() throws Exception {
    Path file = TestPem.writeKey(directory.resolve("key.pem"), CA.key());

    assertRefused(file, Reason.UNREADABLE, "is PEM", "openssl pkcs12 -export");
  }

  @Test
  void refusesWhatIsNoKeyStore() throws Exception {
    Path file = Files.writeString(directory.resolve("text.p12"), "hello");

    assertRefused(file, Reason.UNREADABLE, "is not a PKCS#12 key store or is damaged");
  }

  @Test
  void refusesWrongPassword() throws Exception {
    Path file = keystore(CA.ocspSigner("CN=signer", KeyKind.EC_P256));
    SignerSource source =
        new SignerSource("acme", file, "wrong!".toCharArray(), null, false, List.of());

    SignerRefusedException refusal = refusal(source);

    assertThat(refusal.reason()).isEqualTo(Reason.WRONG_PASSWORD);
    assertThat(refusal).hasMessageContaining("the password does not open the key store");
    assertThat(refusal.getMessage()).doesNotContain("wrong!");
  }

  @Test
  void refusesKeyUnderAnotherPassword() throws Exception {
    Path file = directory.resolve("two-passwords.p12");
    KeyStores.writeWithKeyPassword(file, CA.ocspSigner("CN=s", KeyKind.EC_P256), "another");

    assertRefused(file, Reason.WRONG_PASSWORD, "but not the key signer");
  }

  @Test
  void refusesEmptyKeyStore() throws Exception {
    Path file = directory.resolve("empty.p12");
    KeyStores.write(file, Map.of());

    assertRefused(file, Reason.NO_KEY, "the key store is empty");
  }

  @Test
  void refusesKeyStoreWithoutKey() throws Exception {
    Path file = directory.resolve("ca-only.p12");
    KeyStores.writeCertificateOnly(file, CA.certificate());

    assertRefused(file, Reason.NO_KEY, "holds no private key");
  }

  @Test
  void refusesSeveralKeysWithoutAliasAndListsThem() throws Exception {
    Path file = twoKeys();

    assertRefused(file, Reason.WHICH_KEY, "old-signer", "new-signer");
  }

  @Test
  void refusesUnknownAliasAndListsTheOthers() throws Exception {
    SignerRefusedException refusal = refusal(Signers.source(twoKeys(), "newest"));

    assertThat(refusal.reason()).isEqualTo(Reason.WHICH_KEY);
    assertThat(refusal.getMessage()).contains("newest", "old-signer", "new-signer");
  }

  @Test
  void refusesKeyThatDoesNotFitItsCertificate() throws Exception {
    TestCertificate one = CA.ocspSigner("CN=one", KeyKind.EC_P256);
    TestCertificate other = CA.ocspSigner("CN=other", KeyKind.EC_P256);

    assertRefused(
        new TestCertificate(one.certificate(), other.key()),
        Reason.KEY_MISMATCH,
        "the key does not fit the certificate");
  }

  @Test
  void refusesKeyOfAnotherKindThanItsCertificate() throws Exception {
    TestCertificate rsa = CA.ocspSigner("CN=one", KeyKind.RSA_2048);
    TestCertificate curve = CA.ocspSigner("CN=other", KeyKind.EC_P256);

    assertRefused(new TestCertificate(rsa.certificate(), curve.key()), Reason.KEY_MISMATCH, "RSA");
    assertRefused(
        new TestCertificate(curve.certificate(), rsa.key()), Reason.KEY_MISMATCH, "EC_P256");
  }

  @Test
  void refusesForeignIssuerAndNamesBoth() throws Exception {
    TestCertificate foreign = TestCa.ec("Bank CA").ocspSigner("CN=signer", KeyKind.EC_P256);

    assertRefused(foreign, Reason.WRONG_ISSUER, "CN=Bank CA", "acme (CN=Acme CA)");
  }

  @Test
  void refusesImpostorWithTheIssuersName() throws Exception {
    TestCertificate foreign = CA.withNewKey().ocspSigner("CN=signer", KeyKind.EC_P256);

    assertRefused(foreign, Reason.WRONG_ISSUER, "not signed by the key");
  }

  @Test
  void refusesDelegateOfASubordinate() throws Exception {
    TestCertificate indirect = CA.subordinate("Sub CA").ocspSigner("CN=signer", KeyKind.EC_P256);

    assertRefused(indirect, Reason.WRONG_ISSUER, "CN=Sub CA");
  }

  @Test
  void refusesCertificateWithoutOcspSigning() throws Exception {
    assertRefused(
        CA.ocspSignerWithoutPurpose("CN=signer", KeyKind.EC_P256),
        Reason.NOT_FOR_OCSP_SIGNING,
        "OCSPSigning");
  }

  @Test
  void refusesAnyExtendedKeyUsageInsteadOfOcspSigning() throws Exception {
    byte[] any = new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage).getEncoded();
    TestCertificate signer =
        CA.certificateFor("CN=signer")
            .extension(Extension.extendedKeyUsage.getId(), false, any)
            .issue();

    assertRefused(signer, Reason.NOT_FOR_OCSP_SIGNING, "OCSPSigning");
  }

  @Test
  void refusesKeyUsageWithoutDigitalSignature() throws Exception {
    assertRefused(
        CA.certificateFor("CN=s").ocspSigning().keyUsage(KeyUsage.keyAgreement).issue(),
        Reason.NOT_FOR_SIGNATURES,
        "digitalSignature");
  }

  @Test
  void acceptsCertificateWithoutKeyUsage() throws Exception {
    TestCertificate signer =
        CA.certificateFor("CN=s")
            .ocspSigning()
            .withoutExtension(Extension.keyUsage.getId())
            .issue();

    assertThat(SignerLoader.load(Signers.source(keystore(signer)), List.of(ACME)).trust())
        .isEqualTo(SignerTrust.DELEGATED);
  }

  @Test
  void refusesCertificateSignedWithSha1() throws Exception {
    assertRefused(
        CA.certificateFor("CN=s").ocspSigning().signatureAlgorithm("SHA1withRSA").issue(),
        Reason.WEAK_SIGNATURE,
        "SHA1withRSA");
  }

  @Test
  void refusesShortKey() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    KeyPair shortKey = generator.generateKeyPair();

    assertRefused(
        CA.certificateFor("CN=s").ocspSigning().key(shortKey).issue(),
        Reason.UNSUPPORTED_KEY,
        "1024 bits");
  }

  @Test
  void refusesShortKeyThatIsTrustedLocallyToo() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    Path file = keystore(CA.certificateFor("CN=s").key(generator.generateKeyPair()).issue());

    assertThat(refusal(Signers.local(file)).reason()).isEqualTo(Reason.UNSUPPORTED_KEY);
  }

  @Test
  void refusesToTrustForAnUnknownIssuer() throws Exception {
    Path file = keystore(TestCa.ec("Elsewhere").issue("CN=signer"));

    SignerRefusedException refusal = refusal(Signers.local(file, "acmee"));

    assertThat(refusal.reason()).isEqualTo(Reason.UNKNOWN_ISSUER_NAME);
    assertThat(refusal.getMessage()).contains("acmee", "acme (CN=Acme CA)");
  }

  private Path twoKeys() throws Exception {
    Path file = directory.resolve("two.p12");
    KeyStores.write(
        file,
        Map.of(
            "old-signer", CA.ocspSigner("CN=old", KeyKind.EC_P256),
            "new-signer", CA.ocspSigner("CN=new", KeyKind.EC_P256)));
    return file;
  }

  private Path keystore(TestCertificate certificate) throws Exception {
    return Signers.keystore(directory, certificate);
  }

  private void assertRefused(TestCertificate certificate, Reason reason, String... words)
      throws Exception {
    assertRefused(keystore(certificate), reason, words);
  }

  private static void assertRefused(Path file, Reason reason, String... words) {
    SignerRefusedException refusal = refusal(Signers.source(file));
    assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    assertThat(refusal.file()).isEqualTo(file);
    assertThat(refusal.getMessage())
        .startsWith("signer acme (" + file + "): ")
        .contains("; ")
        .contains(words);
  }

  private static SignerRefusedException refusal(SignerSource source) {
    SignerRefusedException refusal =
        catchThrowableOfType(
            SignerRefusedException.class, () -> SignerLoader.load(source, List.of(ACME)));
    assertThat(refusal).isNotNull();
    return refusal;
  }
}
