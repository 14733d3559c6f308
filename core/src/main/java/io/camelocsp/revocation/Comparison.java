package io.camelocsp.revocation;

import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a slot's lists revoked and its next lists do not.
 *
 * <p>Two complete lists are walked side by side: what is equal octet for octet is skipped at the
 * speed of memory, and only where they differ is an entry looked up in the new index. An unchanged
 * list of five million costs one comparison of its octets, not five million look-ups.
 */
final class Comparison {
  private final CrlSlot before;
  private final CrlSlot after;

  private Comparison(CrlSlot before, CrlSlot after) {
    this.before = before;
    this.after = after;
  }

  /** The entries of {@code before} that vanished. */
  static EntrySet vanished(CrlSlot before, CrlSlot after) {
    Comparison comparison = new Comparison(before, after);
    EntrySet gone = EntrySet.EMPTY;
    if (before.base() != after.base()) {
      gone = gone.plus(comparison.fromBase());
    }
    CrlEvidence old = before.delta();
    if (old != null && (old != after.delta() || before.base() != after.base())) {
      gone = gone.plus(comparison.fromDelta(old));
    }
    CrlEvidence delta = after.delta();
    if (delta != null && delta != old) {
      gone = gone.plus(comparison.removedBy(delta));
    }
    return gone;
  }

  /** Entries of the base, unless a delta had the last word about them. */
  private EntrySet fromBase() {
    RevocationIndex old = before.base().index();
    RevocationIndex now = after.base().index();
    EntrySet.Builder gone = new EntrySet.Builder(old.der());
    EntryCursor oldEntry = new EntryCursor(old.der(), old.runs());
    EntryCursor newEntry = new EntryCursor(now.der(), now.runs());
    while (oldEntry.hasEntry()) {
      EntryCursor.skipEqual(oldEntry, newEntry);
      if (!oldEntry.hasEntry()) {
        break;
      }
      SerialNumber serial = oldEntry.serial();
      if (newEntry.hasEntry() && newEntry.serial().equals(serial)) {
        newEntry.advance();
      } else {
        int there = now.offsetOf(serial);
        if (there >= 0) {
          newEntry.moveBehind(there);
        } else if (old.offsetOf(serial) == oldEntry.offset()
            && said(before.delta(), serial) == null
            && !after.lists(serial)) {
          gone.add(oldEntry.offset());
        }
      }
      oldEntry.advance();
    }
    return gone.build();
  }

  private EntrySet fromDelta(CrlEvidence old) {
    RevocationIndex index = old.index();
    EntrySet.Builder gone = new EntrySet.Builder(index.der());
    for (EntryCursor entry = cursor(index); entry.hasEntry(); entry.advance()) {
      int offset = entry.offset();
      SerialNumber serial = entry.serial();
      if (index.offsetOf(serial) == offset
          && index.read(offset).reason() != RevocationReason.REMOVE_FROM_CRL
          && !after.lists(serial)) {
        gone.add(offset);
      }
    }
    return gone.build();
  }

  /** Entries that the new delta takes off the list. */
  private EntrySet removedBy(CrlEvidence delta) {
    RevocationIndex old = before.base().index();
    boolean sameBase = before.base() == after.base();
    EntrySet.Builder gone = new EntrySet.Builder(old.der());
    for (EntryCursor entry = cursor(delta.index()); entry.hasEntry(); entry.advance()) {
      SerialNumber serial = entry.serial();
      if (delta.index().offsetOf(serial) != entry.offset()
          || delta.index().read(entry.offset()).reason() != RevocationReason.REMOVE_FROM_CRL
          || said(before.delta(), serial) != null) {
        continue;
      }
      int listed = old.offsetOf(serial);
      // What the new base lacks as well, the walk over the bases has found already.
      if (listed >= 0 && (sameBase || after.base().index().offsetOf(serial) >= 0)) {
        gone.add(listed);
      }
    }
    return gone.build();
  }

  private static EntryCursor cursor(RevocationIndex index) {
    return new EntryCursor(index.der(), List.copyOf(index.runs()));
  }

  private static @Nullable ListEntry said(@Nullable CrlEvidence delta, SerialNumber serial) {
    return delta == null ? null : delta.entry(serial);
  }
}
