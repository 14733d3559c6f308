package io.camelocsp.revocation;

import io.camelocsp.message.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Entries that are in no list of a slot any more but still count (spec 6.4, 7.2). Immutable,
 * thread-safe.
 *
 * @param held until an operator accepts their removal; null if none
 * @param retained for the policy's retention; null if none
 */
record Vanished(@Nullable VanishedFile held, @Nullable VanishedFile retained) {
  static final Vanished NONE = new Vanished(null, null);

  CrlSlot.@Nullable Hit find(SerialNumber serial, Instant now, JudgementPolicy policy) {
    if (held != null) {
      VanishedFile.Entry entry = held.find(serial);
      if (entry != null) {
        return new CrlSlot.Hit(
            entry.said(),
            "a list before " + entry.vanishedAt() + ", whose removals are not accepted yet");
      }
    }
    Duration retention = policy.retention();
    if (retained != null && retention != null) {
      VanishedFile.Entry entry = retained.find(serial);
      if (entry != null && now.isBefore(entry.vanishedAt().plus(retention))) {
        return new CrlSlot.Hit(
            entry.said(), "a list before " + entry.vanishedAt() + ", within retention");
      }
    }
    return null;
  }

  /** How many entries are held. */
  int heldCount() {
    return held == null ? 0 : held.size();
  }
}
