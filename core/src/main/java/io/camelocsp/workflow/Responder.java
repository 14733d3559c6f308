package io.camelocsp.workflow;

import io.camelocsp.billing.BillingTerms;
import io.camelocsp.message.RequestLimits;
import io.camelocsp.signing.ResponseSigner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One logical responder (spec 1.1): a URL with its own rules. Immutable.
 *
 * @param name the configured name
 * @param issuers whom it answers for
 * @param limits what its requests may hold
 * @param profile the shape of its answers
 * @param authority who may be spoken about, and by whom
 * @param billing what is billed of its requests
 */
public record Responder(
    String name,
    ServedIssuers issuers,
    RequestLimits limits,
    ResponseProfile profile,
    Authority authority,
    BillingTerms billing) {

  /** With what is billed by default. */
  public Responder(
      String name,
      ServedIssuers issuers,
      RequestLimits limits,
      ResponseProfile profile,
      Authority authority) {
    this(name, issuers, limits, profile, authority, BillingTerms.DEFAULT);
  }

  /** What is said about certificates that were never issued; empty: that is not asked. */
  public Optional<NeverIssuedPolicy> neverIssued() {
    return authority.neverIssued();
  }

  /**
   * The rules of spec 1.3, and of 7.1 for what was never issued.
   *
   * @param foreignIssuers what to do when no signer is authorised for all issuers of a request
   * @param defaultSigner signs under {@link ForeignIssuerPolicy#UNKNOWN}; null otherwise
   * @param neverIssued what is said about certificates that were never issued; empty where that is
   *     not asked, and what no list revokes is good
   */
  public record Authority(
      ForeignIssuerPolicy foreignIssuers,
      @Nullable ResponseSigner defaultSigner,
      Optional<NeverIssuedPolicy> neverIssued) {

    /** Rules that do not ask whether a certificate was issued. */
    public Authority(ForeignIssuerPolicy foreignIssuers, @Nullable ResponseSigner defaultSigner) {
      this(foreignIssuers, defaultSigner, Optional.empty());
    }

    /** The same rules, and a policy for what was never issued. */
    public Authority withNeverIssued(NeverIssuedPolicy policy) {
      return new Authority(foreignIssuers, defaultSigner, Optional.of(policy));
    }

    public Authority {
      if (foreignIssuers == ForeignIssuerPolicy.UNKNOWN && defaultSigner == null) {
        throw new IllegalArgumentException("answering unknown for foreign issuers needs a signer");
      }
    }
  }
}
