package io.camelocsp.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verifier found. Immutable.
 *
 * @param files how many files were read
 * @param entries how many entries belong
 * @param first number of the first of them; 0 if there is none
 * @param proved the last checkpoint whose signature is right: what stands up to there was written
 *     by the holder of the key, and nothing of it is missing; null if there is none
 * @param last the last entry that belongs; null if there is none
 * @param defect the first thing that is wrong; null if nothing is
 * @param notes what is right and worth a look
 */
public record Verification(
    int files,
    long entries,
    long first,
    @Nullable Mark proved,
    @Nullable Mark last,
    @Nullable AuditDefect defect,
    List<String> notes) {

  /**
   * An entry.
   *
   * @param number of the entry
   * @param time when it was written
   * @param hash of it and of all before it: who keeps it can ask later whether it is still there
   */
  public record Mark(long number, Instant time, String hash) {}

  public Verification {
    notes = List.copyOf(notes);
  }

  /** Whether nothing is wrong. */
  public boolean isIntact() {
    return defect == null;
  }

  /** How many entries at the end no signature covers yet. */
  public long unproved() {
    return last == null ? 0 : last.number() - (proved == null ? first - 1 : proved.number());
  }
}
