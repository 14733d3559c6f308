package io.camelocsp.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer's lists must cover together so that a serial number in none of them is good (RFC
 * 5280 6.3.3, spec 6.1). A CertID says neither the certificate's distribution point nor its CRL
 * issuer nor whether it is a CA's: so every configured point must be covered, for users and CAs,
 * for all reasons, and every other CRL issuer that is configured must have an indirect list in
 * force. Immutable, thread-safe.
 */
final class Coverage {
  /** In place of a name, where lists have none. */
  private static final String NO_POINT = "";

  private final List<CrlSlot> slots;
  private final List<Point> points = new ArrayList<>();
  private final List<ListIssuer> listIssuers = new ArrayList<>();

  /**
   * @param name of the distribution point; empty if the lists need none
   * @param slots indices of the slots that speak for it
   */
  @SuppressWarnings("ArrayRecordComponent") // read by its owner only, never compared
  private record Point(String name, int[] slots) {}

  /**
   * @param name canonical
   * @param slots indices of the slots with its indirect lists
   */
  @SuppressWarnings("ArrayRecordComponent") // read by its owner only, never compared
  private record ListIssuer(String name, int[] slots) {}

  /**
   * @param wanted distribution points
   * @param crlIssuers canonical names of other CRL issuers
   */
  Coverage(List<CrlSlot> slots, SortedSet<DistributionPoint> wanted, Set<String> crlIssuers) {
    this.slots = slots;
    for (String each : new TreeSet<>(crlIssuers)) {
      listIssuers.add(new ListIssuer(each, issuedBy(each)));
    }
    if (wanted.isEmpty()) {
      points.add(new Point(NO_POINT, serving(null)));
    }
    for (DistributionPoint each : wanted) {
      points.add(new Point(each.text(), serving(each)));
    }
  }

  private int[] serving(@Nullable DistributionPoint point) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < slots.size(); i++) {
      ListScope scope = slots.get(i).key().scope();
      if (point == null ? scope.points().isEmpty() : scope.serves(point)) {
        found.add(i);
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private int[] issuedBy(String crlIssuer) {
    return IntStream.range(0, slots.size())
        .filter(i -> slots.get(i).key().scope().indirect())
        .filter(i -> slots.get(i).key().issuer().equals(crlIssuer))
        .toArray();
  }

  private static boolean isIn(int[] some, boolean[] counting) {
    for (int each : some) {
      if (counting[each]) {
        return true;
      }
    }
    return false;
  }

  /** Whether these slots, by their indices, cover everything. */
  boolean isFull(boolean[] counting) {
    if (slots.isEmpty()) {
      return false;
    }
    for (Point point : points) {
      if (missingUsers(point, counting) != 0 || missingAuthorities(point, counting) != 0) {
        return false;
      }
    }
    for (ListIssuer each : listIssuers) {
      if (!isIn(each.slots, counting)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the slot takes part in making something good. */
  boolean uses(int slot) {
    for (Point point : points) {
      for (int each : point.slots) {
        if (each == slot) {
          return true;
        }
      }
    }
    return false;
  }

  private int missingUsers(Point point, boolean[] counting) {
    int reasons = 0;
    for (int each : point.slots) {
      ListScope scope = slots.get(each).key().scope();
      if (counting[each] && scope.holders().includesUsers()) {
        reasons |= scope.reasons();
      }
    }
    return ListScope.ALL_REASONS & ~reasons;
  }

  private int missingAuthorities(Point point, boolean[] counting) {
    int reasons = 0;
    for (int each : point.slots) {
      ListScope scope = slots.get(each).key().scope();
      if (counting[each] && scope.holders().includesAuthorities()) {
        reasons |= scope.reasons();
      }
    }
    return ListScope.ALL_REASONS & ~reasons;
  }

  /** What is missing, for people; empty if nothing is. */
  String missing(boolean[] counting) {
    List<String> missing = new ArrayList<>();
    for (Point point : points) {
      int users = missingUsers(point, counting);
      int authorities = missingAuthorities(point, counting);
      if (users == 0 && authorities == 0) {
        continue;
      }
      String whose = users == 0 ? "CA" : authorities == 0 ? "end-entity" : "";
      int reasons = users | authorities;
      missing.add(
          "no valid list covers "
              + (whose.isEmpty() ? "certificates" : whose + " certificates")
              + (point.name.isEmpty() ? "" : " of distribution point " + point.name)
              + (reasons == ListScope.ALL_REASONS
                  ? ""
                  : " for the reasons " + ListScope.reasonNames(reasons)));
    }
    for (ListIssuer each : listIssuers) {
      if (!isIn(each.slots, counting)) {
        missing.add("no indirect list of " + each.name + " is in force");
      }
    }
    if (missing.size() > 3) {
      missing.set(3, "and %d more".formatted(missing.size() - 3));
    }
    return String.join("; ", missing.subList(0, Math.min(4, missing.size())))
        + unconfigured(!missing.isEmpty());
  }

  private String unconfigured(boolean wanted) {
    if (!wanted) {
      return "";
    }
    SortedSet<DistributionPoint> names = new TreeSet<>();
    for (int i = 0; i < slots.size(); i++) {
      if (!uses(i)) {
        names.addAll(slots.get(i).key().scope().points());
      }
    }
    return names.isEmpty()
        ? ""
        : "; there are lists of distribution points that are not configured: "
            + names.stream().limit(3).map(DistributionPoint::text).collect(Collectors.joining(", "))
            + "; add them to the issuer's distribution-points if the CA spreads its list over them";
  }
}
