package io.camelocsp.revocation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What tells two lists of an issuer apart.
 *
 * @param number cRLNumber; null if the list has none
 * @param thisUpdate when it was made
 * @param sha256 over the whole DER, in lower-case hexadecimal
 */
record ListIdentity(@Nullable BigInteger number, Instant thisUpdate, String sha256) {

  /** How one list relates to another of the same issuer. */
  enum Relation {
    NEWER,
    SAME,
    OLDER,
    SAME_NUMBER_OTHER_CONTENT
  }

  static ListIdentity of(ListOutline outline, byte[] sha256) {
    return new ListIdentity(
        outline.extensions().number(), outline.thisUpdate(), HexFormat.of().formatHex(sha256));
  }

  /**
   * By number where both have one (RFC 5280 5.2.3: they only grow), else by thisUpdate. Without
   * numbers, equal times and other content count as newer: a CA that makes two lists in a second
   * means the one that came last.
   */
  Relation comparedTo(ListIdentity current) {
    if (sha256.equals(current.sha256)) {
      return Relation.SAME;
    }
    if (number != null && current.number != null) {
      int order = number.compareTo(current.number);
      return order > 0
          ? Relation.NEWER
          : order < 0 ? Relation.OLDER : Relation.SAME_NUMBER_OTHER_CONTENT;
    }
    return thisUpdate.isBefore(current.thisUpdate) ? Relation.OLDER : Relation.NEWER;
  }

  /** The number, or without one the time: {@code #1042}, {@code of 2026-11-20T10:00:00Z}. */
  String label() {
    return number != null ? "#" + number : "of " + thisUpdate;
  }
}
