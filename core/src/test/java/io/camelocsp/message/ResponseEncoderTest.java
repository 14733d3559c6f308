package io.camelocsp.message;

import static io.camelocsp.message.Responses.NEXT_UPDATE;
import static io.camelocsp.message.Responses.THIS_UPDATE;
import static io.camelocsp.message.Responses.data;
import static io.camelocsp.message.Responses.signed;
import static io.camelocsp.message.Responses.single;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.camelocsp.message.CertStatus.Good;
import io.camelocsp.message.CertStatus.Revoked;
import io.camelocsp.message.CertStatus.Unknown;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our responses, read by Bouncy Castle. */
class ResponseEncoderTest {
  private static final SingleResponse GOOD = single(BigInteger.TEN, new Good(), NEXT_UPDATE);
  private static final ASN1ObjectIdentifier EXTENDED_REVOKE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1.9");
  private static final Instant REVOKED_AT = Instant.parse("2026-01-02T03:04:05.999Z");

  @Test
  void saysGood() throws Exception {
    BasicOCSPResp response = decode(signed(data(null, GOOD)));
    SingleResp good = response.getResponses()[0];

    assertThat(good.getCertStatus()).isNull(); // which means good there
    assertThat(good.getCertID().toASN1Primitive().getEncoded()).isEqualTo(GOOD.certId().der());
    assertThat(good.getThisUpdate()).isEqualTo(Date.from(THIS_UPDATE));
    assertThat(good.getNextUpdate()).isEqualTo(Date.from(NEXT_UPDATE));
    assertThat(response.getProducedAt()).isEqualTo("2026-11-20T11:06:23Z");
    assertThat(response.getVersion()).isEqualTo(1);
    assertThat(response.hasExtensions()).isFalse();
  }

  @Test
  void saysUnknown() throws Exception {
    SingleResp unknown =
        decode(signed(data(null, single(BigInteger.TEN, new Unknown(), null)))).getResponses()[0];

    assertThat(unknown.getCertStatus()).isInstanceOf(UnknownStatus.class);
    assertThat(unknown.getNextUpdate()).isNull();
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNSPECIFIED", "REMOVE_FROM_CRL"})
  void saysRevokedWithReason(RevocationReason reason) throws Exception {
    RevokedStatus revoked = revoked(reason);

    assertThat(revoked.getRevocationReason()).isEqualTo(reason.code());
    assertThat(revoked.getRevocationTime()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void leavesOutTheReasonUnspecified() throws Exception {
    assertThat(revoked(RevocationReason.UNSPECIFIED).hasRevocationReason()).isFalse();
  }

  /** RFC 6960 2.2 and 4.4.8. */
  @Test
  void saysNeverIssuedByTheExtendedDefinitionOfRevoked() throws Exception {
    SingleResponse never = single(BigInteger.TEN, new CertStatus.NeverIssued(), NEXT_UPDATE);
    BasicOCSPResp response = decode(signed(data(null, never)));
    RevokedStatus status = (RevokedStatus) response.getResponses()[0].getCertStatus();

    assertThat(status.getRevocationTime()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(status.getRevocationReason()).isEqualTo(6);
    Extension extension = response.getExtension(EXTENDED_REVOKE);
    assertThat(extension.isCritical()).isFalse();
    assertThat(extension.getExtnValue().getOctets()).isEqualTo(new byte[] {5, 0});
    assertThat(response.getExtensionOIDs().size()).isEqualTo(1);
    assertThat(response.getResponses()[0].hasExtensions()).isFalse();
  }

  @Test
  void saysOnceForAllSingleResponsesThatRevokedIsMeantInTheExtendedSense() throws Exception {
    SingleResponse never = single(BigInteger.TEN, new CertStatus.NeverIssued(), NEXT_UPDATE);
    byte[] nonce = Parts.filled(32, 0x5A);
    BasicOCSPResp response = decode(signed(data(nonce, GOOD, never, never)));

    assertThat(response.getExtensionOIDs().size()).isEqualTo(2);
    assertThat(response.getExtension(EXTENDED_REVOKE)).isNotNull();
    assertThat(
            response
                .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                .getExtnValue()
                .getOctets())
        .isEqualTo(nonce);
  }

  @Test
  void doesNotSayExtendedRevokedOfWhatAListRevokes() throws Exception {
    Revoked hold = new Revoked(Instant.EPOCH, RevocationReason.CERTIFICATE_HOLD);

    assertThat(
            decode(signed(data(null, single(BigInteger.TEN, hold, NEXT_UPDATE)))).hasExtensions())
        .isFalse();
  }

  @Test
  void neverSaysRemoveFromCrl() {
    Revoked status = new Revoked(REVOKED_AT, RevocationReason.REMOVE_FROM_CRL);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ResponseEncoder.encodeTbs(data(null, single(BigInteger.TEN, status, null))));
  }

  @Test
  void verifiesWithTheSignersKey() throws Exception {
    BasicOCSPResp response = decode(signed(data(null, GOOD)));

    assertThat(
            response.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(Responses.SIGNER.certificate())))
        .isTrue();
    assertThat(response.getCerts()[0].getEncoded())
        .isEqualTo(Responses.SIGNER.certificate().getEncoded());
  }

  @Test
  void leavesOutCertificatesRatherThanSendingAnEmptyList() throws Exception {
    OCSPResp response = new OCSPResp(signed(data(null, GOOD), List.of()));
    BasicOCSPResponse basic =
        BasicOCSPResponse.getInstance(((BasicOCSPResp) response.getResponseObject()).getEncoded());

    assertThat(basic.getCerts()).isNull();
  }

  @Test
  void includesSeveralCertificatesInOrder() throws Exception {
    byte[] signer = Responses.SIGNER.certificate().getEncoded();
    byte[] ca = Responses.CA.certificate().getEncoded();
    BasicOCSPResp response = decode(signed(data(null, GOOD), List.of(signer, ca)));

    assertThat(response.getCerts()).extracting(c -> c.getEncoded()).containsExactly(signer, ca);
  }

  @Test
  void namesTheResponderByKeyOrByName() throws Exception {
    ResponseData byName = new ResponseData(Responses.byName(), THIS_UPDATE, List.of(GOOD), null);

    assertThat(decode(signed(data(null, GOOD))).getResponderId().toASN1Primitive().getEncoded())
        .isEqualTo(Responses.byKey().der());
    assertThat(decode(signed(byName)).getResponderId().toASN1Primitive().getEncoded())
        .isEqualTo(Responses.byName().der());
  }

  @Test
  void echoesTheNonceAsItCame() throws Exception {
    for (int length : new int[] {1, 3, 32, 128, 131}) {
      byte[] nonce = Parts.filled(length, 0x5A);
      Extension extension =
          decode(signed(data(nonce, GOOD))).getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);

      assertThat(extension.getExtnValue().getOctets()).isEqualTo(nonce);
      assertThat(extension.isCritical()).isFalse();
    }
  }

  @Test
  void holdsHundredsOfSingleResponsesInOrder() throws Exception {
    SingleResponse[] singles = new SingleResponse[700];
    for (int i = 0; i < singles.length; i++) {
      CertStatus status =
          i % 2 == 0 ? new Good() : new Revoked(REVOKED_AT, RevocationReason.SUPERSEDED);
      singles[i] = single(BigInteger.valueOf(i), status, NEXT_UPDATE);
    }
    SingleResp[] read = decode(signed(data(null, singles))).getResponses();

    assertThat(read).hasSize(700);
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i].getCertID().getSerialNumber()).isEqualTo(i);
      assertThat(read[i].getCertStatus() == null).isEqualTo(i % 2 == 0);
    }
  }

  @Test
  void refusesAResponseAboutNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseEncoder.encodeTbs(data(null)))
        .withMessage("a response without single responses");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUCCESSFUL")
  void errorsAreAStatusAndNothingElse(ResponseStatus status) throws Exception {
    byte[] error = ResponseEncoder.error(status);

    assertThat(HexFormat.of().formatHex(error)).isEqualTo("30030a010" + status.code());
    assertThat(new OCSPResp(error).getStatus()).isEqualTo(status.code());
    assertThat(new OCSPResp(error).getResponseObject()).isNull();
  }

  @Test
  void successIsNoError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseEncoder.error(ResponseStatus.SUCCESSFUL));
  }

  private static RevokedStatus revoked(RevocationReason reason) throws Exception {
    SingleResponse single = single(BigInteger.TEN, new Revoked(REVOKED_AT, reason), NEXT_UPDATE);
    return (RevokedStatus) decode(signed(data(null, single))).getResponses()[0].getCertStatus();
  }

  /** Reads it, and holds it to be DER: a canonical encoder writes the same octets. */
  private static BasicOCSPResp decode(byte[] der) throws Exception {
    assertThat(ASN1Primitive.fromByteArray(der).getEncoded(ASN1Encoding.DER)).isEqualTo(der);
    OCSPResp response = new OCSPResp(der);
    assertThat(response.getStatus()).isZero();
    BasicOCSPResp basic = (BasicOCSPResp) response.getResponseObject();
    byte[] inner = response.toASN1Structure().getResponseBytes().getResponse().getOctets();
    assertThat(ASN1Primitive.fromByteArray(inner).getEncoded(ASN1Encoding.DER)).isEqualTo(inner);
    return basic;
  }
}
