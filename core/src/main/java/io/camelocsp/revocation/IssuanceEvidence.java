package io.camelocsp.revocation;

import io.camelocsp.message.SerialNumber;
import java.time.Instant;
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

  /** Whether each reading of its source renews it; false for lists. */
  default boolean renewedByReading() {
    return false;
  }
}
