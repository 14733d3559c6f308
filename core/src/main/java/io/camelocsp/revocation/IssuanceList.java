package io.camelocsp.revocation;

import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * An accepted issuance list: a segment, or a delta to one. Immutable, thread-safe.
 *
 * @param segment which one it is, or changes
 * @param file where it is archived
 */
record IssuanceList(ListSegment segment, ListFacts facts, RevocationIndex index, Path file) {

  /** What a list says about a certificate. */
  enum Says {
    ISSUED,
    /** Only a delta: what its base says does not hold any more. */
    REMOVED,
    NOTHING
  }

  Says about(SerialNumber serial) {
    int at = index.offsetOf(serial);
    if (at < 0) {
      return Says.NOTHING;
    }
    return facts.isDelta() && index.read(at).reason() == RevocationReason.REMOVE_FROM_CRL
        ? Says.REMOVED
        : Says.ISSUED;
  }

  /** The same, for explanations. */
  Statement.Says says(SerialNumber serial) {
    return switch (about(serial)) {
      case ISSUED -> new Statement.Issued();
      case REMOVED -> new Statement.Removed();
      case NOTHING -> new Statement.NotListed();
    };
  }

  boolean lists(SerialNumber serial) {
    return about(serial) == Says.ISSUED;
  }

  /** cRLNumber, which an issuance list always has. */
  BigInteger number() {
    BigInteger number = facts.identity().number();
    return number == null ? BigInteger.ZERO : number;
  }

  Instant thisUpdate() {
    return facts.identity().thisUpdate();
  }

  /** Whether a list revokes the certificate of the key that signed it. */
  boolean isKeyRevoked(Instant now) {
    ListKeyOrigin key = facts.keyOrigin();
    return key != null && key.revoked(now);
  }

  /** Why it does not count at {@code now}; empty if it does. */
  Optional<String> objection(Instant now) {
    Instant end = facts.validity().end();
    if (end != null && !now.isBefore(end)) {
      return Optional.of("%s ended at %s".formatted(label(), end));
    }
    if (thisUpdate().isAfter(now.plus(facts.validity().clockSkew()))) {
      return Optional.of("%s is from %s, which is yet to come".formatted(label(), thisUpdate()));
    }
    return Optional.empty();
  }

  /** How many serial numbers it lists that {@code other} does not. */
  long missingFrom(IssuanceList other) {
    long missing = 0;
    EntryCursor entry = new EntryCursor(index.der(), index.runs());
    for (; entry.hasEntry(); entry.advance()) {
      missing += other.index.offsetOf(entry.serial()) < 0 ? 1 : 0;
    }
    return missing;
  }

  /** {@code issuance list segment 3#17}. */
  String label() {
    return "%s segment %d#%s".formatted(facts.kind().label(), segment.number(), number());
  }

  /** {@code issuance list acme segment 3#17}. */
  String describe(String issuer) {
    return "%s %s segment %d#%s"
        .formatted(facts.kind().label(), issuer, segment.number(), number());
  }
}
