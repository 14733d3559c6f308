package io.camelocsp.revocation;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer's evidence says about one serial number at one moment, counted together. One
 * judgement, one thread.
 */
final class Tally {
  private final SerialNumber serial;
  private final Instant now;
  private final JudgementPolicy policy;

  private Judgement.@Nullable Status revoked;
  private Judgement.@Nullable Status standing;
  private boolean anyVouches;
  private boolean databaseVouches;
  private boolean covered;
  private String coveredBy = "";
  private final Times vouching = new Times();
  private final Times covering = new Times();

  /** The earliest times of some evidence. */
  private static final class Times {
    private Instant thisUpdate = Instant.MAX;
    private @Nullable Instant nextUpdate;

    void add(Instant made, @Nullable Instant end) {
      thisUpdate = made.isBefore(thisUpdate) ? made : thisUpdate;
      if (end != null && (nextUpdate == null || end.isBefore(nextUpdate))) {
        nextUpdate = end;
      }
    }
  }

  Tally(SerialNumber serial, Instant now, JudgementPolicy policy) {
    this.serial = serial;
    this.now = now;
    this.policy = policy;
  }

  /** Counts what is no list with a scope. */
  void count(Evidence each) {
    CertStatus.Revoked listed = each.revocationOf(serial);
    if (!policy.vouches(each, now)) {
      standing = listed == null ? standing : worse(standing, status(listed, each, each.describe()));
      return;
    }
    anyVouches = true;
    databaseVouches = true;
    vouching.add(each.thisUpdate(), policy.answerEnd(each, now));
    if (listed != null) {
      revoked = worse(revoked, status(listed, each, each.describe()));
    } else if (each.covers(serial)) {
      cover(each);
    }
  }

  /** Counts a slot's revocation; whether the slot vouches at all. */
  void count(CrlSlot slot, boolean vouches) {
    CrlEvidence times = slot.timesFrom(now, policy);
    if (vouches) {
      anyVouches = true;
      vouching.add(times.thisUpdate(), policy.answerEnd(times, now));
    }
    CrlSlot.Hit hit = slot.find(serial, now, policy);
    if (hit == null) {
      return;
    }
    CertStatus.Revoked status =
        new CertStatus.Revoked(hit.entry().revocationDate(), hit.entry().reason());
    if (vouches) {
      revoked = worse(revoked, status(status, times, hit.evidence()));
    } else {
      standing = worse(standing, status(status, times, hit.evidence()));
    }
  }

  /** Notes evidence whose silence makes the serial number good. */
  void cover(Evidence each) {
    covered = true;
    coveredBy = each.describe();
    covering.add(each.thisUpdate(), policy.answerEnd(each, now));
  }

  /**
   * Revoked if anything that vouches says so. Else, while anything vouches, what something ended
   * revoked stands: a source that fails must not turn revoked into good. Else good if covered; and
   * unknown if all that vouches is a database that does not know the serial number. Of several that
   * agree, the earliest times count (spec 8.4).
   *
   * @return null if no evidence decides
   */
  @Nullable Judgement result() {
    if (revoked != null) {
      return revoked;
    }
    if (standing != null && anyVouches) {
      Times times = covered ? covering : vouching;
      return new Judgement.Status(
          standing.status(), times.thisUpdate, times.nextUpdate, standing.evidence());
    }
    if (covered) {
      return new Judgement.Status(
          new CertStatus.Good(), covering.thisUpdate, covering.nextUpdate, coveredBy);
    }
    return databaseVouches
        ? new Judgement.Status(
            new CertStatus.Unknown(), vouching.thisUpdate, null, "a database without it")
        : null;
  }

  private Judgement.Status status(CertStatus.Revoked revocation, Evidence times, String evidence) {
    return new Judgement.Status(
        revocation, times.thisUpdate(), policy.answerEnd(times, now), evidence);
  }

  /**
   * Of two, the one that is not a hold, then the earlier: so that the answer does not depend on the
   * order in which lists came.
   */
  private static Judgement.Status worse(Judgement.@Nullable Status one, Judgement.Status other) {
    if (one == null) {
      return other;
    }
    CertStatus.Revoked first = (CertStatus.Revoked) one.status();
    CertStatus.Revoked second = (CertStatus.Revoked) other.status();
    boolean firstHold = first.reason() == RevocationReason.CERTIFICATE_HOLD;
    boolean secondHold = second.reason() == RevocationReason.CERTIFICATE_HOLD;
    if (firstHold != secondHold) {
      return firstHold ? other : one;
    }
    return second.time().isBefore(first.time()) ? other : one;
  }
}
