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

  /** {@code issuance list segment 3 #17}. */
  String label() {
    return "%s segment %d#%s".formatted(facts.kind().label(), segment.number(), number());
  }
}
