package io.camelocsp.workflow;

import io.camelocsp.message.SingleResponse;
import io.camelocsp.signing.ResponseSigner;
import java.time.Instant;
import java.util.List;

/**
 * A request judged by local validation, ready to be signed.
 *
 * @param signer who signs
 * @param producedAt the moment of judging, in whole seconds; becomes producedAt
 * @param results one per single request, in request order
 * @param evidenceBound whether every nextUpdate is that of evidence or signer, so that the same
 *     question later gets the same times (spec 3.2: only then may a client's copy be confirmed
 *     without signing)
 */
public record ValidatedRequest(
    ResponseSigner signer, Instant producedAt, List<Result> results, boolean evidenceBound) {

  /**
   * One single request's outcome.
   *
   * @param issuerName the configured issuer; {@code -} for one that is not served
   * @param response what is answered
   * @param evidence which list or policy decided
   */
  public record Result(String issuerName, SingleResponse response, String evidence) {}

  public ValidatedRequest {
    results = List.copyOf(results);
  }

  /** What is answered, in request order. */
  public List<SingleResponse> responses() {
    if (results.size() == 1) {
      return List.of(results.get(0).response());
    }
    return results.stream().map(Result::response).toList();
  }
}
