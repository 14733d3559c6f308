package io.camelocsp.workflow;

import io.camelocsp.message.RequestLimits;
import io.camelocsp.signing.ResponseSigner;
import org.jspecify.annotations.Nullable;

/**
 * One logical responder (spec 1.1): a URL with its own rules. Immutable.
 *
 * @param name the configured name
 * @param issuers whom it answers for
 * @param limits what its requests may hold
 * @param profile the shape of its answers
 * @param authority who may sign what
 */
public record Responder(
    String name,
    ServedIssuers issuers,
    RequestLimits limits,
    ResponseProfile profile,
    Authority authority) {

  /**
   * The rules of spec 1.3.
   *
   * @param foreignIssuers what to do when no signer is authorised for all issuers of a request
   * @param defaultSigner signs under {@link ForeignIssuerPolicy#UNKNOWN}; null otherwise
   */
  public record Authority(
      ForeignIssuerPolicy foreignIssuers, @Nullable ResponseSigner defaultSigner) {

    public Authority {
      if (foreignIssuers == ForeignIssuerPolicy.UNKNOWN && defaultSigner == null) {
        throw new IllegalArgumentException("answering unknown for foreign issuers needs a signer");
      }
    }
  }
}
