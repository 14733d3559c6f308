package io.camelocsp.revocation;

import io.camelocsp.revocation.Forgotten.Guard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Drops what a CA has ceased to publish: first its files, in one durable step, then what is in
 * memory. Guarded by the lock of {@link ListIntake}.
 */
final class Forgetting {
  /** Fewer would name a list by accident. */
  private static final int FEWEST_DIGITS = 4;

  private final ListShelf shelf;
  private final IssuanceShelf issuance;
  private final ListArchive archive;
  private final InstantSource clock;

  Forgetting(ListShelf shelf, IssuanceShelf issuance, ListArchive archive, InstantSource clock) {
    this.shelf = shelf;
    this.issuance = issuance;
    this.archive = archive;
    this.clock = clock;
  }

  Forgotten forget(IssuerData issuer, String wanted, Guard guard) throws IOException {
    Map<String, ListSlot> slots = shelf.named(issuer);
    String name = one(issuer, slots, wanted);
    ListSlot slot = slots.get(name);
    boolean last =
        slot == null
            ? issuance.isLast(issuer, name)
            : slot.targets.stream()
                .anyMatch(each -> each.snapshot().isLast(slot.key, clock.instant()));
    if (last && guard == Guard.KEEP_THE_LAST) {
      throw new IllegalArgumentException(
          "%s of issuer %s is the last that is in force: without it certificates are answered as without a valid list"
              .formatted(name, issuer.issuer().name()));
    }
    Forgotten forgotten = describe(issuer, name);
    if (slot == null) {
      Withdrawal.of(archive, issuance.files(issuer, name));
      issuance.drop(issuer, name);
    } else {
      Withdrawal.of(archive, files(slot));
      shelf.drop(slot);
    }
    return forgotten;
  }

  private String one(IssuerData issuer, Map<String, ListSlot> slots, String wanted) {
    Set<String> all = new TreeSet<>(slots.keySet());
    all.addAll(issuance.slotNames(issuer));
    if (all.contains(wanted)) {
      return wanted;
    }
    List<String> beginning =
        slots.keySet().stream()
            .filter(each -> wanted.length() >= FEWEST_DIGITS && each.startsWith(wanted))
            .toList();
    if (beginning.size() == 1) {
      return beginning.get(0);
    }
    throw new IllegalArgumentException(
        "issuer %s has no lists of slot %s; there is %s"
            .formatted(
                issuer.issuer().name(), wanted, all.isEmpty() ? "none" : String.join(", ", all)));
  }

  private Forgotten describe(IssuerData issuer, String slot) {
    List<String> names = new ArrayList<>();
    long entries = 0;
    for (ListDescription each : issuer.snapshot().lists(clock.instant())) {
      if (each.use().slot().equals(slot)) {
        names.add(each.name());
        entries += each.entries();
      }
    }
    return new Forgotten(slot, names, entries);
  }

  private static List<Path> files(ListSlot slot) {
    Set<Path> files = new LinkedHashSet<>(slot.files);
    slot.lists().forEach(each -> files.add(each.file()));
    slot.targets.forEach(each -> files.addAll(VanishedStore.files(slot, each)));
    return List.copyOf(files);
  }
}
