package io.camelocsp.issuance;

import io.camelocsp.der.Oid;
import io.camelocsp.revocation.ListSegment;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What an issuance list says beside its entries (docs/issuance-lists.md).
 *
 * @param number cRLNumber, 0 or more
 * @param base cRLNumber of the list that a delta is made against; empty for a list that is no delta
 * @param thisUpdate when it is made; cut to whole seconds
 * @param nextUpdate when the next one comes at the latest; cut to whole seconds
 * @param segment which segment it is
 * @param extension the OID that marks issuance lists
 */
public record ListTerms(
    BigInteger number,
    Optional<BigInteger> base,
    Instant thisUpdate,
    Instant nextUpdate,
    ListSegment segment,
    Oid extension) {

  /** RFC 5280 5.2.3: at most 20 octets. */
  private static final int MAX_NUMBER_BITS = 159;

  /**
   * @throws IllegalArgumentException if a number is negative or longer than 20 octets, a delta's is
   *     not above its base's, nextUpdate is not after thisUpdate, or a delta is made for a full
   *     segment, which does not change
   */
  public ListTerms {
    thisUpdate = thisUpdate.truncatedTo(ChronoUnit.SECONDS);
    nextUpdate = nextUpdate.truncatedTo(ChronoUnit.SECONDS);
    requireNumber(number);
    if (base.isPresent()) {
      requireNumber(base.get());
      if (number.compareTo(base.get()) <= 0) {
        throw new IllegalArgumentException(
            "the number of a delta (%s) must be above that of its base (%s)"
                .formatted(number, base.get()));
      }
      if (segment.full()) {
        throw new IllegalArgumentException("a full segment does not change: it has no deltas");
      }
    }
    if (!nextUpdate.isAfter(thisUpdate)) {
      throw new IllegalArgumentException("nextUpdate must be after thisUpdate");
    }
  }

  private static void requireNumber(BigInteger number) {
    if (number.signum() < 0 || number.bitLength() > MAX_NUMBER_BITS) {
      throw new IllegalArgumentException("a list's number is 0 or more, in at most 20 octets");
    }
  }
}
