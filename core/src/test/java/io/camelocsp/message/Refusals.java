package io.camelocsp.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.der.DerException.Defect;

/** Asserts that a request is malformed, and for which reason. */
final class Refusals {
  private static final RequestDecoder DECODER = new RequestDecoder(RequestLimits.DEFAULT);

  private Refusals() {}

  static void refuses(byte[] request, Defect defect, int offset) {
    refuses(
        request, "not the DER of an OCSPRequest: " + defect.text() + " (offset " + offset + ")");
  }

  static void refuses(byte[] request, String reason) {
    OcspFailure failure = catchThrowableOfType(OcspFailure.class, () -> DECODER.decode(request));
    assertThat(failure).as("refused at all").isNotNull();
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.status()).isEqualTo(ResponseStatus.MALFORMED_REQUEST);
    assertThat(failure.getStackTrace()).isEmpty();
  }
}
