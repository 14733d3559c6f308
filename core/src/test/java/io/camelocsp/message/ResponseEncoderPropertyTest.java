package io.camelocsp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.CertStatus.Good;
import io.camelocsp.message.CertStatus.Revoked;
import io.camelocsp.message.CertStatus.Unknown;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ocsp.ResponseData;

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
}
