package io.camelocsp.revocation;

import io.camelocsp.revocation.ListOutline.Extensions;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an accepted list says of itself, whichever issuer's certificates it is asked about.
 *
 * @param identity what tells it from other lists
 * @param kind what it covers
 * @param scope which certificates and reasons it speaks of
 * @param base the number it builds on; null if it is no delta
 * @param validity when it vouches
 * @param notes what does not bear on what it says
 * @param origin who brought it
 * @param keyOrigin who could revoke the key that signed it; null if nobody whose lists we have, or
 *     if it is the issuer's own
 */
record ListFacts(
    ListIdentity identity,
    ListKind kind,
    ListScope scope,
    @Nullable BigInteger base,
    Validity validity,
    Extensions.Notes notes,
    OriginFile origin,
    @Nullable ListKeyOrigin keyOrigin) {

  /**
   * When a list vouches.
   *
   * @param end when it ceases to: nextUpdate, or what the policy says in its place
   * @param clockSkew how long before its thisUpdate it vouches already
   */
  record Validity(@Nullable Instant end, Duration clockSkew) {}

  static ListFacts of(
      ListOutline list,
      ListIdentity identity,
      ListPolicy policy,
      OriginFile origin,
      @Nullable ListKeyOrigin keyOrigin) {
    Extensions extensions = list.extensions();
    return new ListFacts(
        identity,
        extensions.kind(),
        extensions.scope(),
        extensions.numbers().base(),
        new Validity(ListAcceptance.end(list, policy), policy.clockSkew()),
        extensions.notes(),
        origin,
        keyOrigin);
  }

  boolean isDelta() {
    return base != null;
  }

  /** Whether this delta brings that list up to date (RFC 5280 5.2.4, 6.3.3 c). */
  boolean appliesTo(ListIdentity list) {
    BigInteger number = identity.number();
    return base != null
        && number != null
        && list.number() != null
        && base.compareTo(list.number()) <= 0
        && list.number().compareTo(number) < 0;
  }

  /** Whether that list holds everything this delta says, or more. */
  boolean supersededBy(ListIdentity list) {
    BigInteger number = identity.number();
    return base != null
        && number != null
        && list.number() != null
        && number.compareTo(list.number()) <= 0;
  }
}
