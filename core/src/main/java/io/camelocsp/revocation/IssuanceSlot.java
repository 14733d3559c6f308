package io.camelocsp.revocation;

import io.camelocsp.revocation.IssuanceSet.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One segment as the intake keeps it: its newest list, what of the one before still counts, deltas,
 * newest first. Guarded by the lock of {@link ListIntake}.
 */
final class IssuanceSlot {
  /** Deltas kept for each segment: the newest that applies counts, others wait for their base. */
  private static final int MAX_DELTAS = 4;

  @Nullable IssuanceList list;
  private @Nullable IssuanceList openBefore;
  @Nullable IssuanceList held;
  private final List<IssuanceList> deltas = new ArrayList<>();

  /** Which segment it is. */
  record Place(long version, int number) implements Comparable<Place> {
    static Place of(ListSegment segment) {
      return new Place(segment.version(), segment.number());
    }

    /** Comes before all segments of a version. */
    static Place before(long version) {
      return new Place(version, 0);
    }

    @Override
    public int compareTo(Place that) {
      return Comparator.comparingLong(Place::version)
          .thenComparingInt(Place::number)
          .compare(this, that);
    }
  }

  Optional<Part> part() {
    IssuanceList base = list;
    return base == null
        ? Optional.empty()
        : Optional.of(new Part(base, deltaOf(base), openBefore, held));
  }

  private @Nullable IssuanceList deltaOf(IssuanceList base) {
    for (IssuanceList each : deltas) {
      if (each.facts().appliesTo(base.facts().identity())) {
        return each;
      }
    }
    return null;
  }

  /** Deltas for which nothing is there that they change. */
  Stream<IssuanceList> waiting() {
    IssuanceList base = list;
    return deltas.stream()
        .filter(each -> base == null || !each.facts().appliesTo(base.facts().identity()));
  }

  /** Everything that is kept of it. */
  Stream<IssuanceList> all() {
    return Stream.concat(
        Stream.of(list, openBefore, held).filter(Objects::nonNull), deltas.stream());
  }

  /**
   * What a list of this kind must be newer than; null if nothing. What was signed with a key that
   * is revoked since must not stand in the way of what the CA says.
   */
  @Nullable IssuanceList current(ListFacts facts, Instant now) {
    if (!facts.isDelta()) {
      return standing(now);
    }
    return deltas.stream().filter(each -> !each.isKeyRevoked(now)).findFirst().orElse(null);
  }

  /** Its newest list, if its key is not revoked. */
  @Nullable IssuanceList standing(Instant now) {
    return list == null || list.isKeyRevoked(now) ? null : list;
  }

  /** Puts a list in; returns those that are not needed any more. */
  List<IssuanceList> put(IssuanceList next, ListPolicy policy, Instant now) {
    List<IssuanceList> before = all().toList();
    if (next.facts().isDelta()) {
      deltas.removeIf(each -> each.isKeyRevoked(now));
      deltas.add(next);
      deltas.sort(Comparator.comparing(IssuanceList::number).reversed());
      while (deltas.size() > MAX_DELTAS) {
        deltas.remove(deltas.size() - 1);
      }
    } else {
      replace(next, policy, now);
    }
    List<IssuanceList> kept = all().toList();
    return before.stream().filter(each -> !kept.contains(each)).distinct().toList();
  }

  private void replace(IssuanceList next, ListPolicy policy, Instant now) {
    IssuanceList before = standing(now);
    boolean fills = before != null && !before.segment().full() && next.segment().full();
    openBefore = fills ? before : null;
    IssuanceList reference = held != null && !held.isKeyRevoked(now) ? held : before;
    boolean suspicious =
        reference != null
            && policy.quarantine().holds(reference.missingFrom(next), reference.index().size());
    held = suspicious ? reference : null;
    deltas.removeIf(each -> each.number().compareTo(next.number()) <= 0 || each.isKeyRevoked(now));
    list = next;
  }

  /** Lets go what is held; returns it, if there is anything. */
  Optional<IssuanceList> release() {
    Optional<IssuanceList> released = Optional.ofNullable(held);
    held = null;
    return released;
  }
}
