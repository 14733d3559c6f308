package io.camelocsp.revocation;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IssuanceSet.Part;
import io.camelocsp.revocation.ListIdentity.Relation;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.revocation.ListShelf.Occasion;
import io.camelocsp.revocation.ListShelf.Offer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All issuance lists, by issuer and segment, and how one more is judged and put among them
 * (docs/issuance-lists.md). Guarded by the lock of {@link ListIntake}.
 */
final class IssuanceShelf {
  /** The key under which the set of an issuer's lists is published. */
  static final String KEY = "lists";

  /** Deltas kept for each segment: the newest that applies counts, others wait for their base. */
  private static final int MAX_DELTAS = 4;

  private static final Logger LOG = LoggerFactory.getLogger(IssuanceShelf.class);

  private final ListAcceptance acceptance;
  private final Function<String, ListPolicy> policies;
  private final ListArchive archive;
  private final InstantSource clock;
  private final Map<IssuerData, NavigableMap<SegmentKey, Slot>> slots = new HashMap<>();

  IssuanceShelf(
      ListAcceptance acceptance,
      Function<String, ListPolicy> policies,
      ListArchive archive,
      InstantSource clock) {
    this.acceptance = acceptance;
    this.policies = policies;
    this.archive = archive;
    this.clock = clock;
  }

  private record SegmentKey(long version, int number) implements Comparable<SegmentKey> {
    static SegmentKey of(ListSegment segment) {
      return new SegmentKey(segment.version(), segment.number());
    }

    @Override
    public int compareTo(SegmentKey that) {
      return Comparator.comparingLong(SegmentKey::version)
          .thenComparingInt(SegmentKey::number)
          .compare(this, that);
    }
  }

  /** One segment: its newest list, what of the one before still counts, deltas, newest first. */
  private static final class Slot {
    private @Nullable IssuanceList list;
    private @Nullable IssuanceList openBefore;
    private @Nullable IssuanceList held;
    private final List<IssuanceList> deltas = new ArrayList<>();

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
  }

  /** How a list gets its place in the archive before it becomes visible. */
  @FunctionalInterface
  interface Keeping {
    /** Makes it durable under this name. */
    void keep(Path place) throws IOException;
  }

  /**
   * Judges a list and publishes it.
   *
   * @param keeping called between both
   * @throws ListRefusedException if it must not be used
   * @throws IOException if {@code keeping} throws it; then nothing has changed
   */
  Acceptance take(Offer offer, Keeping keeping) throws ListRefusedException, IOException {
    ListOutline list = offer.outline();
    try (EntryScan scan = EntryScan.of(list, acceptance.mostEntries(list))) {
      return take(offer, scan, keeping);
    }
  }

  private Acceptance take(Offer offer, EntryScan scan, Keeping keeping)
      throws ListRefusedException, IOException {
    ListOutline outline = offer.outline();
    ListAcceptance.Signed signed = acceptance.signer(outline);
    IssuerData issuer = signed.first();
    ListPolicy policy = policies.apply(issuer.issuer().name());
    ListAcceptance.requireEnd(outline, policy);
    if (offer.occasion() != Occasion.START) {
      ListAcceptance.requireInForce(outline, policy, clock.instant());
    }
    ListSegment segment = Objects.requireNonNull(outline.extensions().notes().segment());
    ListFacts facts =
        ListFacts.of(outline, offer.identity(), policy, offer.origin(), signed.keyOrigin());
    NavigableMap<SegmentKey, Slot> ofIssuer =
        slots.computeIfAbsent(issuer, first -> new TreeMap<>());
    requireVersion(ofIssuer, segment);
    Slot known = ofIssuer.get(SegmentKey.of(segment));
    Slot slot = known == null ? new Slot() : known;
    IssuanceList current =
        facts.isDelta() ? (slot.deltas.isEmpty() ? null : slot.deltas.get(0)) : slot.list;
    if (current != null && relation(facts, current, offer.occasion()) == Relation.SAME) {
      return new Acceptance.Unchanged(
          issuer.issuer(),
          describe(issuer, current),
          facts.validity().end(),
          facts.kind(),
          List.of());
    }
    if (facts.isDelta()) {
      requireUseful(facts, slot);
    }
    ListReader.Scan entries = scan.get(policy.maxEntries());
    ListAcceptance.requireNoDefects(entries.defects());
    RevocationIndex index = RevocationIndex.of(outline.der(), outline.entries(), entries.count());
    Path place =
        offer.archived() != null
            ? offer.archived()
            : archive.place(archive.issuanceHome(issuer.issuer().name(), segment), facts);
    IssuanceList list = new IssuanceList(segment, facts, index, place);
    requireUnchangedIfFull(slot.list, list);
    keeping.keep(place);
    put(slot, list, policy);
    ofIssuer.put(SegmentKey.of(segment), slot);
    IssuanceSet set = publish(issuer, ofIssuer);
    return outcome(issuer, slot, list, set);
  }

  private static void requireVersion(NavigableMap<SegmentKey, Slot> ofIssuer, ListSegment segment)
      throws ListRefusedException {
    List<Part> parts = parts(ofIssuer);
    if (parts.isEmpty()) {
      return;
    }
    IssuanceSet set = new IssuanceSet("", parts);
    if (set.gap().isEmpty() && segment.version() < set.version()) {
      throw new ListRefusedException(
          Reason.OLDER,
          "the segment is of version %d, and all segments of version %d are in use"
              .formatted(segment.version(), set.version()),
          "nothing, if an old file was dropped by mistake");
    }
  }

  private static Relation relation(ListFacts list, IssuanceList current, Occasion occasion)
      throws ListRefusedException {
    return occasion == Occasion.OPERATOR
        ? list.identity().comparedTo(current.facts().identity())
        : ListAcceptance.requireNotOlder(list.identity(), current.facts().identity());
  }

  private static void requireUseful(ListFacts delta, Slot slot) throws ListRefusedException {
    IssuanceList base = slot.list;
    BigInteger number = delta.identity().number();
    if (base == null || number == null) {
      return;
    }
    if (base.segment().full()) {
      throw changed("the segment is full: a delta cannot change it");
    }
    if (base.number().compareTo(number) >= 0) {
      throw new ListRefusedException(
          Reason.OLDER,
          "the delta (#%s) is not newer than the list it changes (#%s)"
              .formatted(number, base.number()),
          "nothing: the newer list has what the delta says");
    }
  }

  /** A full segment may be signed anew with later times, but says the same for ever. */
  private static void requireUnchangedIfFull(@Nullable IssuanceList before, IssuanceList list)
      throws ListRefusedException {
    if (before == null || !before.segment().full() || list.facts().isDelta()) {
      return;
    }
    if (!list.segment().full()) {
      throw changed("the segment was full, and is not full any more");
    }
    if (before.index().size() != list.index().size() || vanished(before, list) > 0) {
      throw changed("the segment is full, and its entries have changed");
    }
  }

  private static ListRefusedException changed(String wrong) {
    return new ListRefusedException(
        Reason.SAME_NUMBER_OTHER_CONTENT,
        wrong,
        "have the CA cut its segments anew, under a higher segmentVersion");
  }

  private static long vanished(IssuanceList before, IssuanceList now) {
    long gone = 0;
    RevocationIndex index = before.index();
    EntryCursor entry = new EntryCursor(index.der(), index.runs());
    for (; entry.hasEntry(); entry.advance()) {
      SerialNumber serial = entry.serial();
      if (now.index().offsetOf(serial) < 0) {
        gone++;
      }
    }
    return gone;
  }

  private static void put(Slot slot, IssuanceList list, ListPolicy policy) {
    if (list.facts().isDelta()) {
      slot.deltas.add(list);
      slot.deltas.sort(Comparator.comparing(IssuanceList::number).reversed());
      while (slot.deltas.size() > MAX_DELTAS) {
        forget(slot.deltas.remove(slot.deltas.size() - 1));
      }
      return;
    }
    IssuanceList before = slot.list;
    if (slot.openBefore != null) {
      forget(slot.openBefore);
    }
    slot.list = list;
    slot.openBefore =
        before != null && !before.segment().full() && list.segment().full() ? before : null;
    IssuanceList reference = slot.held != null ? slot.held : before;
    boolean suspicious =
        reference != null
            && policy.quarantine().holds(vanished(reference, list), reference.index().size());
    slot.held = suspicious ? reference : null;
    for (IssuanceList each : List.copyOf(slot.deltas)) {
      if (each.number().compareTo(list.number()) <= 0) {
        slot.deltas.remove(each);
        forget(each);
      }
    }
    if (before != null && !before.equals(slot.openBefore) && !before.equals(slot.held)) {
      forget(before);
    }
  }

  /** Best effort: what stays too long costs space, and is refused as older at the next start. */
  private static void forget(IssuanceList list) {
    try {
      Files.deleteIfExists(list.file());
      Files.deleteIfExists(OriginFile.beside(list.file()));
    } catch (IOException e) {
      LOG.warn("the old list {} could not be deleted: {}", list.file(), e.toString());
    }
  }

  private static List<Part> parts(NavigableMap<SegmentKey, Slot> ofIssuer) {
    List<Part> parts = new ArrayList<>();
    ofIssuer.values().forEach(slot -> slot.part().ifPresent(parts::add));
    return parts;
  }

  private @Nullable IssuanceSet publish(
      IssuerData issuer, NavigableMap<SegmentKey, Slot> ofIssuer) {
    List<Part> parts = parts(ofIssuer);
    if (parts.isEmpty()) {
      return null;
    }
    IssuanceSet set = new IssuanceSet(issuer.issuer().name(), parts);
    issuer.publishIssuance(KEY, set);
    if (set.gap().isEmpty()) {
      dropBelow(ofIssuer, set.version());
    }
    return set;
  }

  /** A complete version takes the place of all before it. */
  private static void dropBelow(NavigableMap<SegmentKey, Slot> ofIssuer, long version) {
    Map<SegmentKey, Slot> old = ofIssuer.headMap(new SegmentKey(version, 0));
    for (Slot each : old.values()) {
      each.deltas.forEach(IssuanceShelf::forget);
      if (each.list != null) {
        forget(each.list);
      }
    }
    old.clear();
  }

  /** Accepts that serial numbers are gone which vanished suspiciously; returns how many lists. */
  int acceptRemovals(IssuerData issuer) {
    int released = 0;
    NavigableMap<SegmentKey, Slot> ofIssuer = slots.getOrDefault(issuer, new TreeMap<>());
    for (Slot each : ofIssuer.values()) {
      if (each.held != null) {
        forget(each.held);
        each.held = null;
        released++;
      }
    }
    publish(issuer, ofIssuer);
    return released;
  }

  private static Acceptance outcome(
      IssuerData issuer, Slot slot, IssuanceList list, @Nullable IssuanceSet set) {
    String description = describe(issuer, list);
    Optional<String> waits =
        list.facts().isDelta() && slot.part().map(part -> !list.equals(part.delta())).orElse(true)
            ? Optional.of("the list that it changes, with number " + list.facts().base())
            : set == null ? Optional.empty() : set.gap();
    if (waits.isPresent()) {
      return new Acceptance.Waiting(
          issuer.issuer(), description, list.facts().validity().end(), waits.get());
    }
    int held = slot.held == null ? 0 : (int) Math.min(Integer.MAX_VALUE, vanished(slot.held, list));
    return new Acceptance.Accepted(
        issuer.issuer(),
        description,
        list.number(),
        list.thisUpdate(),
        list.facts().validity().end(),
        list.index().size(),
        list.index().heapOctets(),
        list.file(),
        list.facts().kind(),
        held,
        List.of());
  }

  private static String describe(IssuerData issuer, IssuanceList list) {
    return "%s %s segment %d#%s"
        .formatted(
            list.facts().kind().label(),
            issuer.issuer().name(),
            list.segment().number(),
            list.number());
  }
}
