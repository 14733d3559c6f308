package io.camelocsp.revocation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One slot as the intake keeps it: its state, where its files are, and which they are. Guarded by
 * the intake's lock.
 */
final class ListSlot {
  final SlotKey key;

  /** Whose certificates its lists speak of; a list may speak of more later. */
  final Set<IssuerData> targets = new LinkedHashSet<>();

  /** Where its bases are kept; deltas below. */
  final Path home;

  /** Files of lists, those that are not in use any more too, the newest last. */
  final Set<Path> files = new LinkedHashSet<>();

  SlotState state = SlotState.EMPTY;

  ListSlot(SlotKey key, Path home) {
    this.key = key;
    this.home = home;
  }

  /** Everything in use or waiting. */
  List<HeldList> lists() {
    List<HeldList> all = new ArrayList<>(state.waiting());
    if (state.base() != null) {
      all.add(state.base());
    }
    if (state.delta() != null) {
      all.add(state.delta());
    }
    return all;
  }
}
