package io.camelocsp.workflow;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertId;
import io.camelocsp.message.CertIdHash;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.message.SingleResponse;
import io.camelocsp.signing.ResponseSigner;
import java.time.Instant;
import java.util.List;

/**
 * What a responder would answer about one certificate, found by the same steps that answer a
 * request; only nothing is encoded or signed.
 */
public sealed interface AnswerPreview {

  /**
   * A signed answer.
   *
   * @param response status and times
   * @param evidence which list or policy decides
   * @param policy which policy of the configuration decides, e.g. {@code never-issued = revoked};
   *     empty if lists alone do
   * @param signer who would sign
   */
  record Answered(SingleResponse response, String evidence, String policy, ResponseSigner signer)
      implements AnswerPreview {}

  /**
   * An OCSP error.
   *
   * @param reason as in our own log
   * @param policy as of {@link Answered}
   */
  record Refused(ResponseStatus status, String reason, String policy) implements AnswerPreview {}

  /** See {@link Answered#policy}. */
  String policy();

  /** What {@code responder} would answer at {@code now} to a request for this one certificate. */
  static AnswerPreview of(
      Issuer issuer,
      SerialNumber serial,
      Responder responder,
      Installation installation,
      Instant now) {
    byte[] nothing = {}; // what a client's octets would be echoed from
    CertId certId =
        new CertId(
            nothing,
            CertIdHash.SHA256,
            issuer.nameHash(CertIdHash.SHA256),
            issuer.keyHash(CertIdHash.SHA256),
            serial);
    ServedIssuer served = responder.issuers().find(certId);
    String policy = served == null ? "" : DecidingPolicy.of(served, serial, responder, now);
    try {
      ValidatedRequest judged =
          LocalValidation.validate(
              new OcspRequest(nothing, List.of(certId), null, false), responder, installation, now);
      ValidatedRequest.Result result = judged.results().get(0);
      return new Answered(result.response(), result.evidence(), policy, judged.signer());
    } catch (OcspFailure e) {
      return new Refused(e.status(), e.reason(), policy);
    }
  }
}
