package io.camelocsp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.CertStatus.Good;
import io.camelocsp.message.CertStatus.Revoked;
import io.camelocsp.message.CertStatus.Unknown;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;

/** Whatever is answered, a foreign encoder would write the same octets. */
class ResponseEncoderPropertyTest {
  private static final long LAST_SECOND = 253402300799L;

  @Property(tries = 300)
  void responseDataIsWhatAForeignEncoderWrites(
      @ForAll @Size(min = 1, max = 40) List<BigInteger> serials,
      @ForAll RevocationReason reason,
      @ForAll @LongRange(min = 0, max = LAST_SECOND) long second,
      @ForAll @Size(max = 131) byte[] nonce)
      throws IOException {
    Instant time = Instant.ofEpochSecond(second);
    List<SingleResponse> singles = new ArrayList<>();
    for (BigInteger serial : serials) {
      CertStatus status = status(serial, time, reason);
      singles.add(Responses.single(serial, status, serial.testBit(2) ? time : null));
    }
    byte[] der =
        ResponseEncoder.encodeTbs(
            new io.camelocsp.message.ResponseData(
                Responses.byKey(), time, singles, nonce.length == 0 ? null : nonce));

    ResponseData foreign = ResponseData.getInstance(ASN1Primitive.fromByteArray(der));
    assertThat(foreign.getEncoded(ASN1Encoding.DER)).isEqualTo(der);
    assertThat(foreign.getResponses().size()).isEqualTo(serials.size());
  }

  private static CertStatus status(BigInteger serial, Instant time, RevocationReason reason) {
    if (serial.testBit(0)) {
      return serial.testBit(1) ? new Good() : new Unknown();
    }
    boolean allowed = reason != RevocationReason.REMOVE_FROM_CRL;
    return new Revoked(time, allowed ? reason : RevocationReason.UNSPECIFIED);
  }

  /** The whole of it, the BasicOCSPResponse in its OCTET STRING included. */
  @Property(tries = 200)
  void wholeResponsesAreReadAsTheyWereMeantAndWrittenAgainTheSame(
      @ForAll @Size(min = 1, max = 40) List<BigInteger> serials,
      @ForAll RevocationReason reason,
      @ForAll @LongRange(min = 0, max = LAST_SECOND) long second,
      @ForAll @Size(max = 131) byte[] nonce,
      @ForAll boolean byName,
      @ForAll @IntRange(max = 3) int certificates)
      throws Exception {
    Instant time = Instant.ofEpochSecond(second);
    List<SingleResponse> singles = new ArrayList<>();
    for (BigInteger serial : serials) {
      CertStatus status = status(serial, time, reason);
      singles.add(Responses.single(serial, status, serial.testBit(2) ? time : null));
    }
    ResponderId responder = byName ? Responses.byName() : Responses.byKey();
    byte[] certificate = Responses.SIGNER.certificate().getEncoded();
    byte[] der =
        Responses.signed(
            new io.camelocsp.message.ResponseData(
                responder, time, singles, nonce.length == 0 ? null : nonce),
            Collections.nCopies(certificates, certificate));

    assertThat(ASN1Primitive.fromByteArray(der).getEncoded(ASN1Encoding.DER)).isEqualTo(der);
    OCSPResponse foreign = OCSPResponse.getInstance(der);
    assertThat(foreign.getEncoded(ASN1Encoding.DER)).isEqualTo(der);
    assertThat(foreign.getResponseStatus().getIntValue()).isZero();
    byte[] inner = foreign.getResponseBytes().getResponse().getOctets();
    assertThat(ASN1Primitive.fromByteArray(inner).getEncoded(ASN1Encoding.DER)).isEqualTo(inner);
    BasicOCSPResponse basic = BasicOCSPResponse.getInstance(inner);
    assertThat(basic.getEncoded(ASN1Encoding.DER)).isEqualTo(inner);

    BasicOCSPResp read = new BasicOCSPResp(basic);
    assertThat(
            read.isSignatureValid(
                new JcaContentVerifierProviderBuilder().build(Responses.SIGNER.certificate())))
        .isTrue();
    assertThat(read.getResponderId().toASN1Primitive().getEncoded()).isEqualTo(responder.der());
    assertThat(read.getProducedAt()).isEqualTo(Date.from(time));
    assertThat(read.getCerts())
        .hasSize(certificates)
        .allSatisfy(each -> assertThat(each.getEncoded()).isEqualTo(certificate));
    assertSameNonce(read, nonce);
    assertThat(read.getResponses()).hasSameSizeAs(singles);
    for (int i = 0; i < singles.size(); i++) {
      assertSame(read.getResponses()[i], singles.get(i));
    }
  }

  private static void assertSameNonce(BasicOCSPResp read, byte[] nonce) {
    if (nonce.length == 0) {
      assertThat(read.hasExtensions()).isFalse();
    } else {
      assertThat(
              read.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                  .getExtnValue()
                  .getOctets())
          .isEqualTo(nonce);
    }
  }

  private static void assertSame(SingleResp read, SingleResponse meant) throws IOException {
    assertThat(read.getCertID().toASN1Primitive().getEncoded(ASN1Encoding.DER))
        .isEqualTo(meant.certId().der());
    assertThat(read.getThisUpdate()).isEqualTo(Date.from(meant.thisUpdate()));
    assertThat(read.getNextUpdate())
        .isEqualTo(meant.nextUpdate() == null ? null : Date.from(meant.nextUpdate()));
    if (meant.status() instanceof Revoked revoked) {
      RevokedStatus status = (RevokedStatus) read.getCertStatus();
      assertThat(status.getRevocationTime()).isEqualTo(Date.from(revoked.time()));
      assertThat(status.hasRevocationReason())
          .isEqualTo(revoked.reason() != RevocationReason.UNSPECIFIED);
      if (status.hasRevocationReason()) {
        assertThat(status.getRevocationReason()).isEqualTo(revoked.reason().code());
      }
    } else {
      boolean good = meant.status() instanceof Good;
      assertThat(read.getCertStatus() == CertificateStatus.GOOD).isEqualTo(good);
      assertThat(read.getCertStatus() instanceof UnknownStatus).isEqualTo(!good);
    }
  }
}
