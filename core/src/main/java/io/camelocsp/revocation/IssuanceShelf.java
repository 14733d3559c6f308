package io.camelocsp.revocation;

import io.camelocsp.revocation.IssuanceSet.Part;
import io.camelocsp.revocation.IssuanceSlot.Place;
import io.camelocsp.revocation.ListIdentity.Relation;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.revocation.ListShelf.Occasion;
import io.camelocsp.revocation.ListShelf.Offer;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  /** Begun and never finished, versions would pile up. */
  private static final int MAX_VERSIONS = 8;

  private static final String SLOT = "issued-";

  private static final Logger LOG = LoggerFactory.getLogger(IssuanceShelf.class);

  private final ListAcceptance acceptance;
  private final Function<String, ListPolicy> policies;
  private final ListArchive archive;
  private final InstantSource clock;
  private final Map<IssuerData, NavigableMap<Place, IssuanceSlot>> slots = new HashMap<>();

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
    NavigableMap<Place, IssuanceSlot> ofIssuer =
        slots.computeIfAbsent(issuer, first -> new TreeMap<>());
    requireKey(facts, offer.occasion());
    requireVersion(ofIssuer, segment);
    IssuanceSlot slot = ofIssuer.getOrDefault(Place.of(segment), new IssuanceSlot());
    IssuanceList current = slot.current(facts, clock.instant());
    if (current != null && relation(facts, current, offer.occasion()) == Relation.SAME) {
      return new Acceptance.Unchanged(
          issuer.issuer(),
          current.describe(issuer.issuer().name()),
          facts.validity().end(),
          facts.kind(),
          List.of());
    }
    if (facts.isDelta()) {
      requireUseful(facts, slot.standing(clock.instant()));
    }
    ListReader.Scan entries = scan.get(policy.maxEntries());
    ListAcceptance.requireNoDefects(entries.defects());
    RevocationIndex index = RevocationIndex.of(outline.der(), outline.entries(), entries.count());
    Path place =
        offer.archived() != null
            ? offer.archived()
            : archive.place(archive.issuanceHome(issuer.issuer().name(), segment), facts);
    IssuanceList list = new IssuanceList(segment, facts, index, place);
    requireUnchangedIfFull(slot.standing(clock.instant()), list);
    keeping.keep(place);
    List<IssuanceList> superfluous = slot.put(list, policy, clock.instant());
    ofIssuer.put(Place.of(segment), slot);
    IssuanceSet set = publish(issuer, ofIssuer);
    superfluous.forEach(IssuanceShelf::forget);
    return outcome(issuer, slot, list, set);
  }

  /**
   * Whoever stole a list key would go on with it. What is archived may stay: its key may be on hold
   * only, and until that is lifted it says nothing.
   */
  private void requireKey(ListFacts facts, Occasion occasion) throws ListRefusedException {
    ListKeyOrigin key = facts.keyOrigin();
    if (key != null && occasion != Occasion.START && key.revoked(clock.instant())) {
      throw new ListRefusedException(
          Reason.KEY_REVOKED,
          "the certificate of the key that signed it is revoked (serial number %s, by the lists of %s)"
              .formatted(key.serial(), key.issuer().issuer().name()),
          "have the CA sign its lists with another key, and configure that one's certificate in"
              + " list-signers");
    }
  }

  private void requireVersion(NavigableMap<Place, IssuanceSlot> ofIssuer, ListSegment segment)
      throws ListRefusedException {
    Set<Long> versions = new TreeSet<>();
    ofIssuer.keySet().forEach(each -> versions.add(each.version()));
    if (!versions.contains(segment.version()) && versions.size() >= MAX_VERSIONS) {
      throw new ListRefusedException(
          Reason.TOO_MANY_LISTS,
          "segments of %d versions are kept already, of which none after version %d is complete"
              .formatted(versions.size(), Collections.min(versions)),
          "have the CA publish all segments of a version, then drop the others with: lists forget");
    }
    Instant now = clock.instant();
    List<Part> parts = new ArrayList<>();
    for (Part each : parts(ofIssuer)) {
      Part counts = each.countingAt(now);
      if (counts != null) {
        parts.add(counts);
      }
    }
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

  private static void requireUseful(ListFacts delta, @Nullable IssuanceList base)
      throws ListRefusedException {
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
    if (before.index().size() != list.index().size() || before.missingFrom(list) > 0) {
      throw changed("the segment is full, and its entries have changed");
    }
  }

  private static ListRefusedException changed(String wrong) {
    return new ListRefusedException(
        Reason.SAME_NUMBER_OTHER_CONTENT,
        wrong,
        "have the CA cut its segments anew, under a higher segmentVersion");
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

  private static List<Part> parts(NavigableMap<Place, IssuanceSlot> ofIssuer) {
    List<Part> parts = new ArrayList<>();
    ofIssuer.values().forEach(slot -> slot.part().ifPresent(parts::add));
    return parts;
  }

  private @Nullable IssuanceSet publish(
      IssuerData issuer, NavigableMap<Place, IssuanceSlot> ofIssuer) {
    List<Part> parts = parts(ofIssuer);
    String name = issuer.issuer().name();
    List<IssuanceList> waiting = ofIssuer.values().stream().flatMap(IssuanceSlot::waiting).toList();
    if (parts.isEmpty()) {
      if (waiting.isEmpty()) {
        issuer.withdrawIssuance(KEY);
      } else {
        IssuanceList last = waiting.get(waiting.size() - 1);
        String why = "%s waits for %s".formatted(last.describe(name), waitsFor(last));
        issuer.publishIssuance(KEY, new SilentIssuance(name, waiting, why));
      }
      return null;
    }
    IssuanceSet set = new IssuanceSet(name, parts, waiting);
    issuer.publishIssuance(KEY, set);
    if (set.gap().isEmpty() && set.countingAt(clock.instant()) == set) {
      dropBelow(ofIssuer, set.version());
    }
    return set;
  }

  /** A complete version takes the place of all before it. */
  private static void dropBelow(NavigableMap<Place, IssuanceSlot> ofIssuer, long version) {
    Map<Place, IssuanceSlot> old = ofIssuer.headMap(Place.before(version));
    old.values().stream().flatMap(IssuanceSlot::all).forEach(IssuanceShelf::forget);
    old.clear();
  }

  /**
   * Accepts that serial numbers are gone which vanished suspiciously.
   *
   * @return how many do not count as issued any more
   */
  int acceptRemovals(IssuerData issuer) {
    NavigableMap<Place, IssuanceSlot> ofIssuer = slots.getOrDefault(issuer, new TreeMap<>());
    int released = 0;
    List<IssuanceList> superfluous = new ArrayList<>();
    for (IssuanceSlot each : ofIssuer.values()) {
      released += each.part().map(Part::heldRemovals).orElse(0);
      each.release().ifPresent(superfluous::add);
    }
    publish(issuer, ofIssuer);
    superfluous.forEach(IssuanceShelf::forget);
    return released;
  }

  /** How an operator names all segments of a version. */
  static String slotName(long version) {
    return SLOT + version;
  }

  /** Whether, of all that says what the issuer has issued, only that is complete and in force. */
  boolean isLast(IssuerData issuer, String slotName) {
    Instant now = clock.instant();
    IssuanceEvidence ours = null;
    for (IssuanceEvidence each : issuer.snapshot().issuance()) {
      IssuanceEvidence counting = each.countingAt(now);
      boolean counts = counting.objection(now).isEmpty();
      if (counts && !(counting instanceof IssuanceSet)) {
        return false;
      }
      ours = counts ? counting : ours;
    }
    return ours instanceof IssuanceSet set && slotName(set.version()).equals(slotName);
  }

  /** How operators name what there is of an issuer. */
  Set<String> slotNames(IssuerData issuer) {
    Set<String> names = new TreeSet<>();
    slots
        .getOrDefault(issuer, new TreeMap<>())
        .keySet()
        .forEach(each -> names.add(slotName(each.version())));
    return names;
  }

  /** The files of what an operator calls so; empty if there is nothing of that name. */
  List<Path> files(IssuerData issuer, String slotName) {
    return slots.getOrDefault(issuer, new TreeMap<>()).entrySet().stream()
        .filter(each -> slotName(each.getKey().version()).equals(slotName))
        .flatMap(each -> each.getValue().all())
        .map(IssuanceList::file)
        .distinct()
        .toList();
  }

  /** Has no lists any more of what an operator calls so; their files are gone already. */
  void drop(IssuerData issuer, String slotName) {
    NavigableMap<Place, IssuanceSlot> ofIssuer = slots.getOrDefault(issuer, new TreeMap<>());
    ofIssuer.keySet().removeIf(each -> slotName(each.version()).equals(slotName));
    publish(issuer, ofIssuer);
  }

  /** What a delta waits for. */
  static String waitsFor(IssuanceList delta) {
    return "the list that it changes, with number " + delta.facts().base();
  }

  private static Acceptance outcome(
      IssuerData issuer, IssuanceSlot slot, IssuanceList list, @Nullable IssuanceSet set) {
    String description = list.describe(issuer.issuer().name());
    Optional<String> waits =
        slot.waiting().anyMatch(list::equals)
            ? Optional.of(waitsFor(list))
            : set == null ? Optional.empty() : set.gap();
    if (waits.isPresent()) {
      return new Acceptance.Waiting(
          issuer.issuer(), description, list.facts().validity().end(), waits.get());
    }
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
        slot.part().map(Part::heldRemovals).orElse(0),
        List.of());
  }
}
