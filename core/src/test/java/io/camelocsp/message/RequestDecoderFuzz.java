package io.camelocsp.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.der.DerException;
import io.camelocsp.der.DerReader;
import io.camelocsp.der.DerTag;
import java.io.IOException;

/**
 * Fuzz target: any octets are a request, about which a foreign decoder says the same, or malformed.
 */
public final class RequestDecoderFuzz {
  private static final RequestDecoder DECODER = new RequestDecoder(RequestLimits.DEFAULT);

  private RequestDecoderFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, DerException {
    accepts(data);
  }

  /** Whether it was taken for a request. */
  static boolean accepts(byte[] data) throws IOException, DerException {
    OcspRequest request;
    try {
      request = DECODER.decode(data);
    } catch (OcspFailure failure) {
      assertThat(failure.status()).isEqualTo(ResponseStatus.MALFORMED_REQUEST);
      assertThat(failure.reason()).hasSizeLessThan(300);
      return false;
    }
    OcspRequest unsigned = DECODER.decode(withoutNameAndSignature(data));
    assertThat(unsigned.certIds()).isEqualTo(request.certIds());
    assertThat(unsigned.nonce()).isEqualTo(request.nonce());
    ForeignDecoder.agrees(unsigned);
    int kept = request.certIds().stream().mapToInt(certId -> certId.der().length).sum();
    assertThat(kept).isLessThan(data.length);
    return true;
  }

  /** What is inside of these need only be well-formed for us; a foreign decoder looks closer. */
  private static byte[] withoutNameAndSignature(byte[] data) throws DerException {
    DerReader request = DerReader.of(data).readSequence();
    DerReader tbs = request.readSequence();
    if (!request.hasRemaining() && !tbs.nextIs(DerTag.explicit(1))) {
      return data;
    }
    if (tbs.nextIs(DerTag.explicit(1))) {
      tbs.skip();
    }
    int start = tbs.position();
    while (tbs.hasRemaining()) {
      tbs.skip();
    }
    return Parts.requestOfTbs(tbs.since(start).toBytes());
  }
}
