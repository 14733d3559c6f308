package io.camelocsp.revocation;

import io.camelocsp.message.SerialNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One source's current statement about what an issuer has issued: the issuance lists of a CA, or
 * what was read from a local source. Immutable, thread-safe.
 */
public interface IssuanceEvidence {
  /** What it is, for logs, e.g. {@code issuance lists acme#17}. */
  String describe();

  /** When it was made. */
  Instant thisUpdate();

  /** When it ends; null if it names no end. */
  @Nullable Instant nextUpdate();

  /** How many serial numbers it lists, those in several of its parts several times. */
  long size();

  /**
   * Whether it lists the serial number. That a certificate was issued does not cease to be true:
   * this holds when the evidence has ended, and when parts of it are missing, too.
   */
  boolean lists(SerialNumber serial);

  /**
   * Why what it does not list need not be "never issued" at {@code now}: it has ended, a part of it
   * is missing. Empty if it is complete and in force.
   */
  Optional<String> objection(Instant now);

  /** What of it counts at {@code now}: not what was signed with a key that is revoked. */
  default IssuanceEvidence countingAt(Instant now) {
    return this;
  }

  /**
   * How many serial numbers vanished from it so suspiciously that they count as issued until an
   * operator accepts their removal.
   */
  default int heldRemovals() {
    return 0;
  }

  /** Every list in it, as listings show it at {@code now}. */
  default List<ListDescription> lists(Instant now) {
    return List.of(ListDescription.ofIssued(this, now));
  }

  /** What every list in it says about the serial number by itself. */
  default List<Statement> statements(SerialNumber serial, Instant now) {
    return List.of(
        Explaining.ofIssuance(
            ListDescription.ofIssued(this, now),
            lists(serial) ? new Statement.Issued() : new Statement.NotListed()));
  }

  /** Whether each reading of its source renews it; false for lists. */
  default boolean renewedByReading() {
    return false;
  }
}
