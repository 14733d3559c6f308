package io.camelocsp.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How an issuer's evidence is judged. It takes effect at once, for lists that are in use too.
 * Immutable, thread-safe.
 *
 * @param distributionPoints the distribution points over which the CA spreads its list; empty if it
 *     does not: then only lists without a distribution point's name make anything good
 * @param grace how long after its end evidence goes on to vouch, with answers that end when the
 *     grace does; zero for not at all
 * @param retired how long an answer vouches that is given from a list that has ended, because the
 *     issuer has ceased to publish and its last lists stay true; null for an issuer that has not
 *     retired, which its lists' end ends
 * @param compromisedSince since when every certificate of the issuer counts as revoked; null if its
 *     key is not compromised
 * @param whenIssuerRevoked what becomes of its certificates when its own certificate is revoked
 * @param retention how long an entry that vanished from the newest list stays revoked, counted from
 *     that list's thisUpdate; an entry on hold does not. Null: the newest list decides
 */
public record JudgementPolicy(
    SortedSet<DistributionPoint> distributionPoints,
    Duration grace,
    @Nullable Duration retired,
    @Nullable Instant compromisedSince,
    RevokedIssuerPolicy whenIssuerRevoked,
    @Nullable Duration retention) {

  /** One list for all, no grace, not retired, not compromised, the newest list decides. */
  public static final JudgementPolicy DEFAULT =
      new JudgementPolicy(
          new TreeSet<>(),
          Duration.ZERO,
          null,
          null,
          RevokedIssuerPolicy.REVOKED_IF_COMPROMISED,
          null);

  public JudgementPolicy {
    distributionPoints = Collections.unmodifiableSortedSet(new TreeSet<>(distributionPoints));
    if (grace.isNegative()
        || (retired != null && (retired.isNegative() || retired.isZero()))
        || (retention != null && retention.isNegative())) {
      throw new IllegalArgumentException("a duration is negative, or a retired issuer's is zero");
    }
  }

  /** The same policy with other distribution points. */
  public JudgementPolicy withDistributionPoints(Collection<DistributionPoint> points) {
    return new JudgementPolicy(
        new TreeSet<>(points), grace, retired, compromisedSince, whenIssuerRevoked, retention);
  }

  /** The same policy with another grace. */
  public JudgementPolicy withGrace(Duration duration) {
    return new JudgementPolicy(
        distributionPoints, duration, retired, compromisedSince, whenIssuerRevoked, retention);
  }

  /** The same policy for an issuer that has retired, or not if null. */
  public JudgementPolicy withRetired(@Nullable Duration validityOfAnswers) {
    return new JudgementPolicy(
        distributionPoints,
        grace,
        validityOfAnswers,
        compromisedSince,
        whenIssuerRevoked,
        retention);
  }

  /** The same policy for an issuer whose key is compromised, or not if null. */
  public JudgementPolicy withCompromisedSince(@Nullable Instant since) {
    return new JudgementPolicy(
        distributionPoints, grace, retired, since, whenIssuerRevoked, retention);
  }

  /** The same policy with another consequence of the issuer's own revocation. */
  public JudgementPolicy withWhenIssuerRevoked(RevokedIssuerPolicy policy) {
    return new JudgementPolicy(
        distributionPoints, grace, retired, compromisedSince, policy, retention);
  }

  /** The same policy with another retention, or none if null. */
  public JudgementPolicy withRetention(@Nullable Duration duration) {
    return new JudgementPolicy(
        distributionPoints, grace, retired, compromisedSince, whenIssuerRevoked, duration);
  }

  /** What evidence is worth at {@code now}. */
  Statement.Validity validity(Evidence evidence, Instant now) {
    if (evidence.validAt(now)) {
      return Statement.Validity.VALID;
    }
    Instant end = evidence.nextUpdate();
    if (end == null || now.isBefore(end)) {
      return Statement.Validity.NOT_YET;
    }
    return retired != null || now.isBefore(end.plus(grace))
        ? Statement.Validity.EXTENDED
        : Statement.Validity.ENDED;
  }

  /** Whether evidence counts at {@code now}. */
  public boolean vouches(Evidence evidence, Instant now) {
    if (evidence.validAt(now)) {
      return true;
    }
    return validity(evidence, now) == Statement.Validity.EXTENDED;
  }

  /** When an answer ends that is given at {@code now} from evidence that counts; null if never. */
  @Nullable Instant answerEnd(Evidence evidence, Instant now) {
    Instant end = evidence.nextUpdate();
    if (end == null || now.isBefore(end)) {
      return end;
    }
    Instant graceEnd = end.plus(grace);
    return now.isBefore(graceEnd) || retired == null ? graceEnd : now.plus(retired);
  }
}
