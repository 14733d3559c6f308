package io.camelocsp.revocation;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an issuer's certificates when its key is compromised or its own certificate
 * revoked (spec 7.2). Immutable, thread-safe.
 *
 * @param serial of the issuer's own certificate
 * @param parent who issued that, if that is served here
 */
record FallenIssuer(SerialNumber serial, @Nullable IssuerData parent) {
  /** Longer chains of issuers than this are not followed; certificates may issue each other. */
  private static final int MAX_PARENTS = 8;

  /** How long an answer vouches that no list but the configuration gives: it can be mended. */
  private static final Duration POLICY_ANSWER = Duration.ofHours(1);

  /**
   * The judgement by the issuer's downfall, if there is one and it says more than the lists do:
   * what they revoked before, and not only put on hold, stays as they say. Null if they decide.
   *
   * @param depth how many issuers' certificates led here
   */
  Judgement.@Nullable Status judge(
      Judgement byLists, JudgementPolicy policy, Instant now, int depth) {
    Judgement.Status fallen = compromised(policy, now);
    if (fallen == null) {
      fallen = byParent(policy, now, depth);
    }
    if (fallen == null) {
      return null;
    }
    CertStatus.Revoked all = (CertStatus.Revoked) fallen.status();
    return byLists instanceof Judgement.Status listed
            && listed.status() instanceof CertStatus.Revoked one
            && one.reason() != RevocationReason.CERTIFICATE_HOLD
            && !one.time().isAfter(all.time())
        ? listed
        : fallen;
  }

  /** The policy by which {@link #judge} decides, as the configuration has it; empty if lists do. */
  String decidingPolicy(Judgement byLists, JudgementPolicy policy, Instant now) {
    Judgement.Status fallen = judge(byLists, policy, now, 0);
    if (fallen == null || fallen == byLists) {
      return "";
    }
    return compromised(policy, now) != null
        ? "compromised-since = " + policy.compromisedSince()
        : "when-issuer-revoked = " + PolicyWord.of(policy.whenIssuerRevoked());
  }

  private static Judgement.@Nullable Status compromised(JudgementPolicy policy, Instant now) {
    Instant since = policy.compromisedSince();
    return since == null || now.isBefore(since)
        ? null
        : new Judgement.Status(
            new CertStatus.Revoked(since, RevocationReason.CA_COMPROMISE),
            now,
            now.plus(POLICY_ANSWER),
            "the configuration: the issuer's key is compromised");
  }

  private Judgement.@Nullable Status byParent(JudgementPolicy policy, Instant now, int depth) {
    if (parent == null
        || policy.whenIssuerRevoked() == RevokedIssuerPolicy.LISTS_DECIDE
        || depth == MAX_PARENTS) {
      return null;
    }
    Judgement own = parent.snapshot().judge(serial, now, depth + 1);
    if (!(own instanceof Judgement.Status status)
        || !(status.status() instanceof CertStatus.Revoked revoked)) {
      return null;
    }
    boolean hold = revoked.reason() == RevocationReason.CERTIFICATE_HOLD;
    boolean compromise =
        switch (revoked.reason()) {
          case KEY_COMPROMISE, CA_COMPROMISE, AA_COMPROMISE -> true;
          default -> false;
        };
    if (policy.whenIssuerRevoked() == RevokedIssuerPolicy.REVOKED_IF_COMPROMISED && !compromise) {
      return null;
    }
    RevocationReason reason =
        hold ? RevocationReason.CERTIFICATE_HOLD : RevocationReason.CA_COMPROMISE;
    return new Judgement.Status(
        new CertStatus.Revoked(revoked.time(), reason),
        status.thisUpdate(),
        status.nextUpdate(),
        "the issuer's own certificate is revoked by " + status.evidence());
  }
}
