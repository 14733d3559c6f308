package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.der.DerWriter;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ListSignatureTest {
  private static final TestCa RSA = TestCa.rsa("Rivest CA");
  private static final TestCa EC = TestCa.ec("Koblitz CA");

  @TempDir Path directory;

  private Reason refusalReason(IntakeFixture fixture, CrlBuilder list) throws IOException {
    ListIntake intake = fixture.start();
    Path file = fixture.drop(list);
    return catchThrowableOfType(ListRefusedException.class, () -> intake.accept(file)).reason();
  }

  private String accept(IntakeFixture fixture, CrlBuilder list) throws Exception {
    return fixture.start().accept(fixture.drop(list)).description();
  }

  @ParameterizedTest
  @EnumSource
  void acceptsEveryKindOfKey(KeyKind kind) throws Exception {
    TestCa ca = TestCa.root("Any CA", kind);
    assertThat(accept(new IntakeFixture(directory).issuer("any", ca), crl(ca, 1)))
        .isEqualTo("crl any#1");
  }

  @ParameterizedTest
  @CsvSource({"SHA384withRSA", "SHA512withRSA", "SHA256withRSAandMGF1", "SHA512withRSAandMGF1"})
  void acceptsEveryRsaSignatureWithSha2(String algorithm) throws Exception {
    CrlBuilder list = crl(RSA, 1).signatureAlgorithm(algorithm);
    assertThat(accept(new IntakeFixture(directory).issuer("rsa", RSA), list))
        .isEqualTo("crl rsa#1");
  }

  @Test
  void acceptsAMappedListOfEveryProvider() throws Exception {
    IntakeFixture fixture = new IntakeFixture(directory).issuer("rsa", RSA).mapEverything();
    assertThat(accept(fixture, crl(RSA, 1))).isEqualTo("crl rsa#1");
  }

  @ParameterizedTest
  @CsvSource({"SHA1withRSA", "SHA1withRSAandMGF1"})
  void refusesSha1UnlessAllowed(String algorithm) throws Exception {
    IntakeFixture fixture = new IntakeFixture(directory).issuer("rsa", RSA);
    CrlBuilder list = crl(RSA, 1).signatureAlgorithm(algorithm);
    assertThat(refusalReason(fixture, list)).isEqualTo(Reason.WEAK_SIGNATURE);
    fixture.policy("rsa", ListPolicy.DEFAULT.withSha1SignaturesAllowed(true));
    assertThat(accept(fixture, list)).isEqualTo("crl rsa#1");
  }

  @Test
  void refusesMd5Always() throws Exception {
    IntakeFixture fixture =
        new IntakeFixture(directory)
            .issuer("rsa", RSA)
            .policy("rsa", ListPolicy.DEFAULT.withSha1SignaturesAllowed(true));
    assertThat(refusalReason(fixture, crl(RSA, 1).signatureAlgorithm("MD5withRSA")))
        .isEqualTo(Reason.WEAK_SIGNATURE);
  }

  @Test
  void refusesAnAlgorithmOutsideTheTable() throws Exception {
    IntakeFixture fixture = new IntakeFixture(directory).issuer("rsa", RSA);
    assertThat(refusalReason(fixture, crl(RSA, 1).signatureAlgorithm("RIPEMD160withRSA")))
        .isEqualTo(Reason.UNKNOWN_SIGNATURE_ALGORITHM);
  }

  @Test
  void refusesAKeyOfAnotherKind() throws Exception {
    IntakeFixture fixture = new IntakeFixture(directory).issuer("rsa", RSA);
    assertThat(refusalReason(fixture, crl(RSA, 1).signedBy(EC))).isEqualTo(Reason.WRONG_SIGNATURE);
  }

  @Test
  void refusesAnIssuerWithoutCrlSign() throws Exception {
    X509Certificate crippled =
        RSA.certificateFor("CN=Rivest CA")
            .key(RSA.keyPair())
            .certificateAuthority()
            .keyUsage(KeyUsage.keyCertSign)
            .issue()
            .certificate();
    IntakeFixture fixture = new IntakeFixture(directory).issuer("rsa", crippled);
    assertThat(refusalReason(fixture, crl(RSA, 1))).isEqualTo(Reason.CRL_SIGN_MISSING);
  }

  @Test
  void choosesAmongIssuersOfOneNameByTheKeyIdentifier() throws Exception {
    TestCa renewed = EC.withNewKey();
    IntakeFixture fixture = new IntakeFixture(directory).issuer("old", EC).issuer("new", renewed);
    ListIntake intake = fixture.start();
    assertThat(intake.accept(fixture.drop(crl(renewed, 1))).description()).isEqualTo("crl new#1");
    assertThat(intake.accept(fixture.drop(crl(EC, 9))).description()).isEqualTo("crl old#9");
  }

  @Test
  void choosesAmongIssuersOfOneNameByTheKeyThatVerifies() throws Exception {
    TestCa renewed = EC.withNewKey();
    IntakeFixture fixture = new IntakeFixture(directory).issuer("old", EC).issuer("new", renewed);
    CrlBuilder list = crl(renewed, 1).withoutExtension("2.5.29.35");
    assertThat(accept(fixture, list)).isEqualTo("crl new#1");
  }

  @Test
  void leavesItToTheSignatureWhereTheIssuerNamesNoKeyIdentifier() throws Exception {
    IntakeFixture fixture = new IntakeFixture(directory).issuer("rsa", withoutKeyIdentifier());
    byte[] numberedOtherwise = DerWriter.tagged(0x30, RawList.hex("800401020304"));
    CrlBuilder list = crl(RSA, 1).extension("2.5.29.35", false, numberedOtherwise);
    assertThat(accept(fixture, list)).isEqualTo("crl rsa#1");
    assertThat(refusalReason(fixture, crl(RSA.withNewKey(), 2))).isEqualTo(Reason.WRONG_SIGNATURE);
  }

  private static X509Certificate withoutKeyIdentifier() {
    return RSA.certificateFor("CN=Rivest CA")
        .key(RSA.keyPair())
        .certificateAuthority()
        .withoutExtension("2.5.29.14")
        .issue()
        .certificate();
  }

  @Test
  void comparesNamesAsRfc5280Does() throws Exception {
    RawList list = new RawList(EC);
    // The same common name as PrintableString and in capitals; the certificate has a UTF8String.
    byte[] name = "KOBLITZ  CA".getBytes(StandardCharsets.US_ASCII);
    list.issuer =
        RawList.sequence(
            DerWriter.tagged(
                0x31, RawList.sequence(RawList.hex("0603550403"), DerWriter.tagged(0x13, name))));
    IntakeFixture fixture = new IntakeFixture(directory).issuer("ec", EC);
    assertThat(fixture.start().accept(fixture.drop(list.der())).description())
        .isEqualTo("crl ec#7");
  }
}
