package io.camelocsp.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is signed: ResponseData of RFC 6960 4.2.1, version v1.
 *
 * @param responderId who answers
 * @param producedAt when it is signed
 * @param responses in request order; never empty
 * @param nonce the extnValue content of the request's nonce extension, echoed; null without one
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough; copies would cost the hot path
public record ResponseData(
    ResponderId responderId,
    Instant producedAt,
    List<SingleResponse> responses,
    byte @Nullable [] nonce) {

  /** Spelled out, because javac 17 drops {@code @Nullable} from a compact constructor. */
  public ResponseData(
      ResponderId responderId,
      Instant producedAt,
      List<SingleResponse> responses,
      byte @Nullable [] nonce) {
    this.responderId = responderId;
    this.producedAt = producedAt;
    this.responses = List.copyOf(responses);
    this.nonce = nonce;
  }
}
