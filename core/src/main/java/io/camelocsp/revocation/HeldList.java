package io.camelocsp.revocation;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list that was accepted, with what it says about each issuer it speaks of. Immutable,
 * thread-safe.
 *
 * @param file where it is archived
 * @param byIssuer evidence for each issuer, by its data
 */
record HeldList(ListFacts facts, Path file, Map<IssuerData, CrlEvidence> byIssuer) {
  /** Deltas have numbers. */
  static final Comparator<HeldList> BY_NUMBER =
      Comparator.comparing(
          list -> list.facts().identity().number(), Comparator.nullsFirst(BigInteger::compareTo));

  HeldList {
    byIssuer = Map.copyOf(byIssuer);
  }

  ListIdentity identity() {
    return facts.identity();
  }

  @Nullable CrlEvidence about(IssuerData issuer) {
    return byIssuer.get(issuer);
  }
}
