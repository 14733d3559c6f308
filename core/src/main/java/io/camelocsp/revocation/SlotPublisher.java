package io.camelocsp.revocation;

import io.camelocsp.message.RevocationReason;
import io.camelocsp.revocation.VanishedFile.Lot;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the lists of a slot into what each issuer's requests see, and keeps what vanished from them
 * (spec 6.4, 7.2). Used by one thread at a time.
 *
 * <p>What vanished is on the disk before the list that dropped it is; what is listed again leaves
 * the disk after the list that lists it is visible. So a crash in between leaves too much, never
 * too little, and what is listed anyway does no harm there.
 */
final class SlotPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(SlotPublisher.class);

  private final VanishedStore store;
  private final Function<String, ListPolicy> policies;

  SlotPublisher(VanishedStore store, Function<String, ListPolicy> policies) {
    this.store = store;
    this.policies = policies;
  }

  /** What is to be published, once it is durable. */
  record Prepared(SlotState state, Map<IssuerData, CrlSlot> views) {}

  /**
   * Finds and keeps what vanishes as the slot goes through these states.
   *
   * @throws IOException if that cannot be written; nothing has changed for requests
   */
  Prepared prepare(ListSlot slot, List<SlotState> steps) throws IOException {
    SlotState last = steps.get(steps.size() - 1);
    Set<IssuerData> targets = new LinkedHashSet<>(slot.targets);
    HeldList base = last.base();
    if (base != null) {
      targets.addAll(base.byIssuer().keySet());
    }
    Map<IssuerData, CrlSlot> views = new LinkedHashMap<>();
    for (IssuerData target : targets) {
      CrlSlot view = go(slot, steps, target);
      if (view != null) {
        views.put(target, view);
      }
    }
    return new Prepared(last, views);
  }

  /** The same at a start, for lists that were archived: what vanished then has been kept. */
  Prepared prepareAgain(ListSlot slot, SlotState state) throws IOException {
    Map<IssuerData, CrlSlot> views = new LinkedHashMap<>();
    HeldList base = state.base();
    if (base != null) {
      for (IssuerData target : base.byIssuer().keySet()) {
        CrlSlot view = view(slot.key, state, target, store.read(slot, target));
        if (view != null) {
          views.put(target, view);
        }
      }
    }
    return new Prepared(state, views);
  }

  private @Nullable CrlSlot go(ListSlot slot, List<SlotState> steps, IssuerData target)
      throws IOException {
    CrlSlot view = target.slot(slot.key);
    Vanished vanished = view == null ? store.read(slot, target) : view.vanished();
    for (SlotState step : steps) {
      CrlSlot next = view(slot.key, step, target, vanished);
      if (next == null) {
        continue;
      }
      if (view != null) {
        vanished = keep(slot, target, view, next);
        next = new CrlSlot(slot.key, next.base(), next.delta(), vanished);
      }
      view = next;
    }
    return view;
  }

  private static @Nullable CrlSlot view(
      SlotKey key, SlotState state, IssuerData target, Vanished vanished) {
    CrlEvidence base = state.base() == null ? null : state.base().about(target);
    return base == null
        ? null
        : new CrlSlot(
            key, base, state.delta() == null ? null : state.delta().about(target), vanished);
  }

  private Vanished keep(ListSlot slot, IssuerData target, CrlSlot before, CrlSlot after)
      throws IOException {
    Vanished vanished = before.vanished();
    EntrySet gone = Comparison.vanished(before, after);
    if (gone.count() == 0) {
      return vanished;
    }
    ListPolicy policy = policies.apply(target.issuer().name());
    Instant when = after.thisUpdate();
    if (policy.quarantine().holds(gone.count(), before.size())) {
      List<Lot> lots = VanishedStore.append(vanished.held(), new Lot(when, gone));
      return new Vanished(store.writeHeld(slot, target, lots), vanished.retained());
    }
    if (policy.judgement().retention() == null) {
      return vanished;
    }
    EntrySet kept = gone.filter((serial, entry) -> isRetained(entry), when);
    List<Lot> lots = VanishedStore.append(vanished.retained(), new Lot(when, kept));
    return kept.count() == 0
        ? vanished
        : new Vanished(vanished.held(), store.writeRetained(slot, target, lots));
  }

  /** A hold that is not listed any more was lifted (spec 7.2). */
  private static boolean isRetained(VanishedFile.Entry entry) {
    return entry.said().reason() != RevocationReason.CERTIFICATE_HOLD;
  }

  /** Makes it visible. */
  void publish(ListSlot slot, Prepared prepared, Function<IssuerData, List<WaitingList>> waiting) {
    slot.state = prepared.state();
    slot.targets.addAll(prepared.views().keySet());
    slot.lists().forEach(list -> slot.targets.addAll(list.byIssuer().keySet()));
    for (IssuerData target : slot.targets) {
      CrlSlot view = prepared.views().get(target);
      if (view != null) {
        target.publish(view, waiting.apply(target));
      } else {
        target.publishWaiting(waiting.apply(target));
      }
    }
  }

  /** Lets go what is listed again, or vanished longer ago than it is retained. Best effort. */
  void tidy(ListSlot slot, Function<IssuerData, List<WaitingList>> waiting, Instant now) {
    for (IssuerData target : slot.targets) {
      CrlSlot view = target.slot(slot.key);
      if (view == null) {
        continue;
      }
      try {
        Vanished tidied = tidied(slot, target, view, now);
        if (!tidied.equals(view.vanished())) {
          target.publish(
              new CrlSlot(slot.key, view.base(), view.delta(), tidied), waiting.apply(target));
        }
      } catch (IOException e) {
        LOG.warn(
            "entries that are listed again could not be taken out of the files of vanished entries"
                + " in {}, which costs space only: {}",
            slot.home,
            e.toString());
      }
    }
  }

  private Vanished tidied(ListSlot slot, IssuerData target, CrlSlot view, Instant now)
      throws IOException {
    Duration retention = policies.apply(target.issuer().name()).judgement().retention();
    VanishedFile held = view.vanished().held();
    if (held != null) {
      List<Lot> lots = held.lots((serial, entry) -> !view.lists(serial));
      held = count(lots) == held.size() ? held : store.writeHeld(slot, target, lots);
    }
    VanishedFile retained = view.vanished().retained();
    if (retained != null) {
      List<Lot> lots =
          retained.lots(
              (serial, entry) ->
                  !view.lists(serial)
                      && (retention == null || now.isBefore(entry.vanishedAt().plus(retention))));
      retained =
          count(lots) == retained.size() ? retained : store.writeRetained(slot, target, lots);
    }
    return new Vanished(held, retained);
  }

  private static int count(List<Lot> lots) {
    return lots.stream().mapToInt(lot -> lot.entries().count()).sum();
  }

  /**
   * Lets go what is held; what is to be retained is retained from when it vanished.
   *
   * @return how many entries that were
   */
  int release(ListSlot slot, IssuerData target, Function<IssuerData, List<WaitingList>> waiting)
      throws IOException {
    CrlSlot view = target.slot(slot.key);
    VanishedFile held = view == null ? null : view.vanished().held();
    if (view == null || held == null) {
      return 0;
    }
    VanishedFile retained = view.vanished().retained();
    if (policies.apply(target.issuer().name()).judgement().retention() != null) {
      List<Lot> lots =
          new ArrayList<>(retained == null ? List.of() : retained.lots((serial, entry) -> true));
      lots.addAll(held.lots((serial, entry) -> isRetained(entry)));
      retained = store.writeRetained(slot, target, lots);
    }
    store.writeHeld(slot, target, List.of());
    Vanished left = new Vanished(null, retained);
    target.publish(new CrlSlot(slot.key, view.base(), view.delta(), left), waiting.apply(target));
    return held.size();
  }
}
