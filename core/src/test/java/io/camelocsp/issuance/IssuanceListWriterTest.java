package io.camelocsp.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.der.Oid;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListSegment;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.OpenSsl;
import io.camelocsp.testkit.RequiredClients;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestKeyStores;
import io.camelocsp.testkit.TestPem;
import io.camelocsp.testkit.ToolResult;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLEntryHolder;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists that we write, read by Bouncy Castle and OpenSSL. */
class IssuanceListWriterTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.9Z");
  private static final char[] PASSWORD = "secret".toCharArray();
  private static final SerialNumber LONG = SerialNumber.of(BigInteger.ONE.shiftLeft(159));
  private static final SerialNumber SHORT = SerialNumber.ofHex("4AF0");

  @TempDir Path directory;
  private TestCa ca = TestCa.ec("Listing CA");

  private ListKey key() throws IOException {
    Path file = directory.resolve("ca.p12");
    TestKeyStores.pkcs12(file, ca.asSigner(), PASSWORD);
    return ListKey.load(file, PASSWORD, new Issuer("acme", ca.certificate()));
  }

  private static ListTerms terms(Optional<BigInteger> base, ListSegment segment) {
    return new ListTerms(
        BigInteger.valueOf(17),
        base,
        NOW,
        NOW.plus(Duration.ofDays(7)),
        segment,
        Oid.of(ListSegment.EXTENSION));
  }

  private static ListTerms complete() {
    return terms(Optional.empty(), ListSegment.ONLY);
  }

  private byte[] write(ListTerms terms, IssuanceListWriter.Content content) throws Exception {
    Path out = directory.resolve("issued.cil");
    long octets = new IssuanceListWriter(terms, key()).write(out, content);
    byte[] der = Files.readAllBytes(out);
    assertThat(der.length).isEqualTo(octets);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("issued.cil", "ca.p12");
    }
    assertThat(ASN1Primitive.fromByteArray(der).getEncoded(ASN1Encoding.DER)).isEqualTo(der);
    return der;
  }

  private X509CRLHolder verified(byte[] der) throws Exception {
    X509CRLHolder list = new X509CRLHolder(der);
    assertThat(
            list.isSignatureValid(new JcaContentVerifierProviderBuilder().build(ca.certificate())))
        .isTrue();
    return list;
  }

  private static ASN1Sequence segmentOf(X509CRLHolder list) {
    Extension extension = list.getExtension(new ASN1ObjectIdentifier(ListSegment.EXTENSION));
    assertThat(extension.isCritical()).isTrue();
    return ASN1Sequence.getInstance(extension.getParsedValue());
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void aCompleteListIsACrlWhoseEntriesAreIssued(KeyKind kind) throws Exception {
    ca = TestCa.root("Listing CA", kind);
    X509CRLHolder list =
        verified(
            write(
                complete(),
                entries -> {
                  entries.issued(SHORT, NOW);
                  entries.issued(LONG, Instant.parse("2051-02-03T04:05:06Z"));
                }));

    assertThat(list.getIssuer())
        .isEqualTo(X500Name.getInstance(ca.certificate().getSubjectX500Principal().getEncoded()));
    assertThat(list.getThisUpdate()).isEqualTo(Date.from(Instant.parse("2026-11-20T10:00:00Z")));
    assertThat(list.getNextUpdate()).isEqualTo(Date.from(Instant.parse("2026-11-27T10:00:00Z")));
    assertThat(list.getRevokedCertificates().size()).isEqualTo(2);
    X509CRLEntryHolder second = list.getRevokedCertificate(LONG.toBigInteger());
    assertThat(second.getRevocationDate()).isEqualTo("2051-02-03T04:05:06Z");
    assertThat(second.hasExtensions()).isFalse();
    assertThat(CRLNumber.getInstance(list.getExtension(Extension.cRLNumber).getParsedValue()))
        .isEqualTo(new CRLNumber(BigInteger.valueOf(17)));
    assertThat(
            AuthorityKeyIdentifier.getInstance(
                    list.getExtension(Extension.authorityKeyIdentifier).getParsedValue())
                .getKeyIdentifierOctets())
        .isEqualTo(
            new JcaX509ExtensionUtils()
                .createSubjectKeyIdentifier(ca.certificate().getPublicKey())
                .getKeyIdentifier());
    assertThat(segmentOf(list).toString()).isEqualTo("[1, 1, FALSE]");
  }

  @Test
  void aDeltaNamesItsBaseAndTakesBack() throws Exception {
    X509CRLHolder list =
        verified(
            write(
                terms(Optional.of(BigInteger.TEN), new ListSegment(3, 2, false)),
                entries -> entries.removed(SHORT, NOW)));
    Extension indicator = list.getExtension(Extension.deltaCRLIndicator);

    assertThat(indicator.isCritical()).isTrue();
    assertThat(ASN1Integer.getInstance(indicator.getParsedValue()).getValue()).isEqualTo(10);
    assertThat(segmentOf(list).toString()).isEqualTo("[3, 2, FALSE]");
    Extension reason =
        list.getRevokedCertificate(SHORT.toBigInteger()).getExtension(Extension.reasonCode);
    assertThat(CRLReason.getInstance(reason.getParsedValue()).getValue().intValue()).isEqualTo(8);
  }

  @Test
  void aFullSegmentSaysSo() throws Exception {
    X509CRLHolder list =
        verified(
            write(
                terms(Optional.empty(), new ListSegment(1, 12, true)),
                entries -> entries.issued(SHORT, NOW)));

    assertThat(segmentOf(list).toString()).isEqualTo("[1, 12, TRUE]");
  }

  @Test
  void aListOfNothingHasNoRevokedCertificates() throws Exception {
    X509CRLHolder list = verified(write(complete(), entries -> {}));

    assertThat(list.getRevokedCertificates().isEmpty()).isTrue();
    assertThat(list.toASN1Structure().getRevokedCertificates().length).isZero();
  }

  @Test
  void openSslVerifiesAndShowsIt() throws Exception {
    RequiredClients.openssl();
    write(complete(), entries -> entries.issued(SHORT, NOW));
    Path certificate = TestPem.write(directory.resolve("ca.pem"), ca.certificate());
    ToolResult result =
        OpenSsl.run(
            "crl",
            "-inform",
            "DER",
            "-in",
            directory.resolve("issued.cil").toString(),
            "-CAfile",
            certificate.toString(),
            "-noout",
            "-text");

    assertThat(result.stderr()).contains("verify OK");
    assertThat(result.stdout())
        .contains("Serial Number: 4AF0")
        .contains("2.25.91126957498586232041853194197363883602: critical");
  }

  @Test
  void aHundredThousandEntriesAreInTheList() throws Exception {
    X509CRLHolder list =
        verified(
            write(
                complete(),
                entries -> {
                  for (int i = 1; i <= 100_000; i++) {
                    entries.issued(SerialNumber.of(BigInteger.valueOf(i)), NOW);
                  }
                }));

    assertThat(list.getRevokedCertificates().size()).isEqualTo(100_000);
  }

  @Test
  void aFailingSourceLeavesTheOldListAndNothingElse() throws Exception {
    byte[] before = write(complete(), entries -> entries.issued(SHORT, NOW));

    assertThatThrownBy(
            () ->
                write(
                    complete(),
                    entries -> {
                      throw new BadSourceException("line 3", "mend it");
                    }))
        .isInstanceOf(BadSourceException.class);
    assertThat(Files.readAllBytes(directory.resolve("issued.cil"))).isEqualTo(before);
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void onlyADeltaTakesBack() {
    assertThatThrownBy(() -> write(complete(), entries -> entries.removed(SHORT, NOW)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void termsThatContradictThemselvesAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> terms(Optional.of(BigInteger.valueOf(17)), ListSegment.ONLY));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> terms(Optional.of(BigInteger.TWO), new ListSegment(1, 1, true)));
    assertThatIllegalArgumentException().isThrownBy(() -> new ListSegment(1, 0, false));
    assertThatIllegalArgumentException().isThrownBy(() -> new ListSegment(1, 1001, false));
  }

  @Test
  void aKeyOfAnotherCaMayNotSign() throws Exception {
    Path file = directory.resolve("other.p12");
    TestKeyStores.pkcs12(file, TestCa.ec("Other").asSigner(), PASSWORD);

    assertThatThrownBy(() -> ListKey.load(file, PASSWORD, new Issuer("acme", ca.certificate())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("its certificate is that of CN=Other");
  }

  @Test
  void aWrongPasswordIsSaidWithoutShowingIt() throws Exception {
    Path file = directory.resolve("ca.p12");
    TestKeyStores.pkcs12(file, ca.asSigner(), PASSWORD);

    assertThatThrownBy(
            () -> ListKey.load(file, "wrong".toCharArray(), new Issuer("acme", ca.certificate())))
        .hasMessage(file + ": the password does not open it");
  }

  @Test
  void aKeyThatDoesNotFitItsCertificateIsRefused() throws Exception {
    Path file = directory.resolve("mixed.p12");
    TestKeyStores.pkcs12(
        file,
        new io.camelocsp.testkit.TestCertificate(ca.certificate(), TestCa.ec("Other").key()),
        PASSWORD);

    assertThatThrownBy(() -> ListKey.load(file, PASSWORD, new Issuer("acme", ca.certificate())))
        .hasMessageContaining("does not fit");
  }
}
