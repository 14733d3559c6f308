package io.camelocsp.revocation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lists of one slot: how bases and deltas fit together (RFC 5280 5.2.4). Immutable,
 * thread-safe.
 *
 * @param base a list that stands by itself; null if none came yet
 * @param delta the newest delta that brings it up to date; null if none
 * @param waiting deltas whose base is missing, by number
 */
record SlotState(@Nullable HeldList base, @Nullable HeldList delta, List<HeldList> waiting) {
  static final SlotState EMPTY = new SlotState(null, null, List.of());

  /** More than any CA publishes between two bases is a mistake: the oldest then goes. */
  static final int MAX_WAITING = 48;

  SlotState {
    waiting = List.copyOf(waiting);
  }

  /**
   * The states that follow when a base comes, one for each delta that it makes fit: each is a step
   * of its own, so that it makes no difference whether the deltas came before or after it.
   */
  List<SlotState> withBase(HeldList next) {
    List<HeldList> deltas = new ArrayList<>(waiting);
    if (delta != null) {
      deltas.add(delta);
    }
    deltas.sort(HeldList.BY_NUMBER);
    List<HeldList> stillWaiting = new ArrayList<>();
    List<HeldList> fitting = new ArrayList<>();
    for (HeldList each : deltas) {
      if (delta != null && HeldList.BY_NUMBER.compare(each, delta) < 0) {
        continue; // the newer one says all that it says
      }
      if (each.facts().appliesTo(next.identity())) {
        fitting.add(each);
      } else if (!each.facts().supersededBy(next.identity())) {
        stillWaiting.add(each);
      }
    }
    List<SlotState> steps = new ArrayList<>();
    if (delta == null || fitting.isEmpty() || !fitting.get(0).identity().equals(delta.identity())) {
      steps.add(new SlotState(next, null, stillWaiting));
    }
    fitting.forEach(each -> steps.add(new SlotState(next, each, stillWaiting)));
    return steps;
  }

  /** The state that follows when a delta comes that {@link #requireNewer} lets in. */
  SlotState withDelta(HeldList next) {
    if (base != null && next.facts().appliesTo(base.identity())) {
      return new SlotState(base, next, waiting);
    }
    List<HeldList> all = new ArrayList<>(waiting);
    all.add(next);
    all.sort(HeldList.BY_NUMBER);
    return new SlotState(
        base,
        delta,
        all.size() > MAX_WAITING ? all.subList(all.size() - MAX_WAITING, all.size()) : all);
  }

  boolean isWaiting(HeldList list) {
    return waiting.stream().anyMatch(each -> each.identity().equals(list.identity()));
  }

  /**
   * The list of the same kind that is this list, octet for octet; null if none is.
   *
   * @throws ListRefusedException if the list must not be taken: older than what is in use, or other
   *     content under a number that is
   */
  @Nullable HeldList requireNewer(ListIdentity list, ListFacts facts) throws ListRefusedException {
    if (!facts.isDelta()) {
      return base != null
              && ListAcceptance.requireNotOlder(list, base.identity()) == ListIdentity.Relation.SAME
          ? base
          : null;
    }
    for (HeldList each : waiting) {
      if (list.number() != null && list.number().equals(each.identity().number())) {
        ListAcceptance.requireNotOlder(list, each.identity());
        return each;
      }
    }
    if (delta != null
        && ListAcceptance.requireNotOlder(list, delta.identity()) == ListIdentity.Relation.SAME) {
      return delta;
    }
    if (base != null && facts.supersededBy(base.identity())) {
      throw ListAcceptance.older(list, base.identity());
    }
    return null;
  }
}
