package io.camelocsp.revocation;

import io.camelocsp.message.RevocationReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which certificates and which reasons a list speaks of (issuingDistributionPoint, RFC 5280 5.2.5).
 * Two lists have the same scope if these are equal. Immutable, thread-safe.
 *
 * @param points names of the distribution point; empty if the list has none and so serves all
 * @param holders whose certificates
 * @param reasons a bit {@code 1 << n} for each bit n of ReasonFlags, 1 to 8
 * @param indirect whether it also lists certificates of other issuers
 */
record ListScope(
    SortedSet<DistributionPoint> points, Holders holders, int reasons, boolean indirect) {
  /** Bits 1 to 8 of ReasonFlags (RFC 5280 4.2.1.13): every reason there is. */
  static final int ALL_REASONS = 0x1FE;

  /** A list without issuingDistributionPoint: all certificates of its issuer, for all reasons. */
  static final ListScope WHOLE = new ListScope(new TreeSet<>(), Holders.ALL, ALL_REASONS, false);

  /** Whose certificates a list speaks of. */
  enum Holders {
    ALL("all certificates", 3),
    USERS("end-entity certificates only", 1),
    AUTHORITIES("CA certificates only", 2),
    ATTRIBUTES("attribute certificates only", 0);

    private final String label;
    private final int bits;

    Holders(String label, int bits) {
      this.label = label;
      this.bits = bits;
    }

    boolean includesUsers() {
      return (bits & 1) != 0;
    }

    boolean includesAuthorities() {
      return (bits & 2) != 0;
    }
  }

  ListScope {
    points = Collections.unmodifiableSortedSet(new TreeSet<>(points));
  }

  /** Whether it leaves anything out. */
  boolean isPartial() {
    return !points.isEmpty() || holders != Holders.ALL || reasons != ALL_REASONS;
  }

  /** Whether it speaks for the distribution point: it has this name, or none at all. */
  boolean serves(DistributionPoint point) {
    return points.isEmpty() || points.contains(point);
  }

  /** What narrows it, one clause each; empty if nothing does. */
  List<String> clauses() {
    List<String> clauses = new ArrayList<>();
    if (!points.isEmpty()) {
      clauses.add(
          "distribution point "
              + points.stream().map(DistributionPoint::text).collect(Collectors.joining(" or ")));
    }
    if (holders != Holders.ALL) {
      clauses.add(holders.label);
    }
    if (reasons != ALL_REASONS) {
      clauses.add("reasons " + reasonNames(reasons));
    }
    return clauses;
  }

  /** The names of ReasonFlags with these bits. */
  static String reasonNames(int bits) {
    return Arrays.stream(RevocationReason.values())
        .filter(each -> (bits & bit(each)) != 0)
        .map(RevocationReason::label)
        .collect(Collectors.joining(", "));
  }

  /** ReasonFlags counts without the two that CRLReason has more: 7 is unused, 8 removeFromCRL. */
  private static int bit(RevocationReason reason) {
    return switch (reason) {
      case UNSPECIFIED, REMOVE_FROM_CRL -> 0;
      case PRIVILEGE_WITHDRAWN -> 1 << 7;
      case AA_COMPROMISE -> 1 << 8;
      default -> 1 << reason.code();
    };
  }

  /** Octets that are equal for equal scopes, to name directories by. */
  byte[] canonical() {
    return (points + "|" + holders + "|" + reasons + "|" + indirect)
        .getBytes(StandardCharsets.UTF_8);
  }
}
