package io.camelocsp.revocation;

import io.camelocsp.revocation.IssuerData.Snapshot;
import java.time.Instant;
import java.util.List;

/** Says what a snapshot lacks. Stateless. */
final class MissingEvidence {
  private MissingEvidence() {}

  /** In words; empty if nothing is missing. */
  static String of(Snapshot snapshot, Coverage coverage, Instant now) {
    if (snapshot.evidence().isEmpty()) {
      return nothingYet(snapshot.waiting());
    }
    JudgementPolicy policy = snapshot.policy();
    List<CrlSlot> slots = snapshot.slots();
    boolean[] covering = new boolean[slots.size()];
    boolean anyVouches = snapshot.plain().stream().anyMatch(each -> policy.vouches(each, now));
    for (int i = 0; i < covering.length; i++) {
      boolean vouches = snapshot.vouches(i, now);
      anyVouches |= vouches;
      covering[i] = vouches && slots.get(i).covers(now, policy);
    }
    String revoked = revokedKeys(snapshot, now);
    if (!anyVouches) {
      return revoked + "no list is in force at this time";
    }
    if (slots.isEmpty() || coverage.isFull(covering)) {
      return "";
    }
    return revoked + endedDeltas(snapshot, now) + coverage.missing(covering);
  }

  private static String nothingYet(List<WaitingList> waiting) {
    return waiting.isEmpty()
        ? "no list has arrived yet"
        : "no list has arrived yet but "
            + waiting.get(0).description()
            + ", which waits for "
            + waiting.get(0).forWhat();
  }

  private static String revokedKeys(Snapshot snapshot, Instant now) {
    StringBuilder revoked = new StringBuilder();
    for (CrlSlot slot : snapshot.slots()) {
      if (slot.isKeyRevoked(now)) {
        revoked
            .append("the certificate of the key that signed ")
            .append(slot.base().describe())
            .append(" is revoked; ");
      }
    }
    return revoked.toString();
  }

  private static String endedDeltas(Snapshot snapshot, Instant now) {
    JudgementPolicy policy = snapshot.policy();
    StringBuilder ended = new StringBuilder();
    for (CrlSlot slot : snapshot.slots()) {
      if (slot.delta() != null && slot.vouches(now, policy) && !slot.covers(now, policy)) {
        ended
            .append(slot.delta().describe())
            .append(" is not in force, and ")
            .append(slot.base().describe())
            .append(" does not say what came after it; ");
      }
    }
    return ended.toString();
  }
}
