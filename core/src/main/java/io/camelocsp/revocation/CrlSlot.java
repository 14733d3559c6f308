package io.camelocsp.revocation;

import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What lists of one key and scope say together about one issuer's certificates: a list that stands
 * by itself, the newest delta on top of it, and what vanished from them but still counts.
 * Immutable, thread-safe.
 *
 * @param delta null if there is none
 */
record CrlSlot(SlotKey key, CrlEvidence base, @Nullable CrlEvidence delta, Vanished vanished) {

  /**
   * An entry that counts.
   *
   * @param evidence which list it is from, or was
   */
  record Hit(ListEntry entry, String evidence) {}

  /** What counts for the serial number; null if it is not revoked by this slot. */
  @Nullable Hit find(SerialNumber serial, Instant now, JudgementPolicy policy) {
    ListEntry listed = null;
    CrlEvidence by = delta;
    if (delta != null) {
      listed = delta.entry(serial);
    }
    if (listed == null) {
      by = base;
      listed = base.entry(serial);
    }
    if (listed != null && listed.reason() != RevocationReason.REMOVE_FROM_CRL) {
      return new Hit(listed, by == null ? base.describe() : by.describe());
    }
    return vanished.find(serial, now, policy);
  }

  /** Whether the lists, without what vanished from them, revoke the serial number. */
  boolean lists(SerialNumber serial) {
    int at = delta == null ? -1 : delta.index().offsetOf(serial);
    if (delta != null && at >= 0) {
      return delta.index().read(at).reason() != RevocationReason.REMOVE_FROM_CRL;
    }
    return base.index().offsetOf(serial) >= 0;
  }

  /** Whether anything in it counts at {@code now}. A delta brings an ended base up to date. */
  boolean vouches(Instant now, JudgementPolicy policy) {
    return policy.vouches(newest(), now) || (delta != null && policy.vouches(base, now));
  }

  /** Whether a list revokes the certificate of the key that signs its lists. */
  boolean isKeyRevoked(Instant now) {
    ListKeyOrigin key = base.facts().keyOrigin();
    return key != null && key.revoked(now);
  }

  /** Whether what it does not list is not revoked: as long as its newest list counts. */
  boolean covers(Instant now, JudgementPolicy policy) {
    return policy.vouches(newest(), now);
  }

  /** The list whose times an answer carries that is given at {@code now}. */
  CrlEvidence timesFrom(Instant now, JudgementPolicy policy) {
    return delta != null && policy.vouches(delta, now) ? delta : base;
  }

  private CrlEvidence newest() {
    return delta == null ? base : delta;
  }

  /** The thisUpdate of the newest list in it. */
  Instant thisUpdate() {
    return newest().thisUpdate();
  }

  long size() {
    return (long) base.size() + (delta == null ? 0 : delta.size());
  }
}
