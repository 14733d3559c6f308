package io.camelocsp.revocation;

import io.camelocsp.revocation.ListAcceptance.Signed;
import io.camelocsp.revocation.ListRefusedException.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All lists that are in use or waiting, by slot, and how one more is judged and put among them.
 * Guarded by the lock of {@link ListIntake}.
 */
final class ListShelf {
  /** A CA that spreads its list over more points than this gives each certificate its own. */
  private static final int MAX_SLOTS = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(ListShelf.class);

  private final ListAcceptance acceptance;
  private final Function<String, ListPolicy> policies;
  private final ListArchive archive;
  private final InstantSource clock;
  private final SlotPublisher publisher;
  private final Map<SlotKey, ListSlot> slots = new TreeMap<>();

  ListShelf(
      ListAcceptance acceptance,
      Function<String, ListPolicy> policies,
      ListArchive archive,
      InstantSource clock,
      SlotPublisher publisher) {
    this.acceptance = acceptance;
    this.policies = policies;
    this.archive = archive;
    this.clock = clock;
    this.publisher = publisher;
  }

  /** Why a list comes, which decides what it must be. */
  enum Occasion {
    /** It must be in force now and newer than what is in use. */
    ARRIVAL,
    /** It may have ended while we were not running. */
    START,
    /** An operator says that it counts although it is older. */
    OPERATOR
  }

  /**
   * A list to be judged.
   *
   * @param archived where it is in the archive already; null if it is not
   */
  record Offer(
      ListOutline outline,
      ListIdentity identity,
      OriginFile origin,
      Occasion occasion,
      @Nullable Path archived) {}

  /**
   * A list that keeps to all rules.
   *
   * @param issuer whose it is: the first of those it speaks of
   * @param same whether it is in use, or waits, already
   */
  record Verified(IssuerData issuer, ListSlot slot, HeldList list, boolean same) {
    String describe() {
      CrlEvidence evidence = list.about(issuer);
      return evidence == null ? "" : evidence.describe();
    }
  }

  /**
   * Judges a list.
   *
   * @throws ListRefusedException if it must not be used, with what that means for its issuers
   */
  Verified verify(Offer offer) throws ListRefusedException {
    ListOutline list = offer.outline();
    try (EntryScan scan = EntryScan.of(list, acceptance.mostEntries(list))) {
      Signed signed = acceptance.signer(list);
      ListPolicy policy = policies.apply(signed.first().issuer().name());
      ListAcceptance.requireEnd(list, policy);
      if (offer.occasion() != Occasion.START) {
        ListAcceptance.requireInForce(list, policy, clock.instant());
      }
      ListFacts facts =
          ListFacts.of(list, offer.identity(), policy, offer.origin(), signed.keyOrigin());
      ListSlot slot = slot(signed, offer.archived());
      HeldList same = same(slot, facts, offer.occasion());
      if (same != null) {
        return new Verified(signed.first(), slot, same, true);
      }
      ListReader.Scan entries = scan.get(policy.maxEntries());
      ListAcceptance.requireNoDefects(entries.defects());
      Path file = offer.archived() != null ? offer.archived() : archive.place(slot.home, facts);
      HeldList held = new HeldList(facts, file, evidence(list, facts, signed, entries));
      return new Verified(signed.first(), slot, held, false);
    } catch (ListRefusedException e) {
      throw e.withEffect(effectOn(acceptance.named(list), e.effect()));
    }
  }

  private ListSlot slot(Signed signed, @Nullable Path archived) throws ListRefusedException {
    ListSlot known = slots.get(signed.slot());
    if (known != null) {
      return known;
    }
    long ofIssuer =
        slots.values().stream().filter(each -> each.targets.contains(signed.first())).count();
    if (ofIssuer >= MAX_SLOTS) {
      throw new ListRefusedException(
          Reason.TOO_MANY_LISTS,
          "there are %d lists of different scopes and keys already".formatted(ofIssuer),
          "have the CA spread its list over fewer distribution points");
    }
    boolean plain = signed.label().isEmpty() && signed.slot().scope().equals(ListScope.WHOLE);
    return new ListSlot(
        signed.slot(),
        archived != null
            ? ListArchive.homeOf(archived)
            : archive.home(signed.first().issuer().name(), signed.slot(), plain));
  }

  private static @Nullable HeldList same(ListSlot slot, ListFacts facts, Occasion occasion)
      throws ListRefusedException {
    if (occasion != Occasion.OPERATOR) {
      return slot.state.requireNewer(facts.identity(), facts);
    }
    return slot.lists().stream()
        .filter(each -> each.identity().sha256().equals(facts.identity().sha256()))
        .findFirst()
        .orElse(null);
  }

  private static Map<IssuerData, CrlEvidence> evidence(
      ListOutline list, ListFacts facts, Signed signed, ListReader.Scan entries) {
    Map<IssuerData, CrlEvidence> evidence = new LinkedHashMap<>();
    RevocationIndex whole = null;
    for (IssuerData target : signed.targets()) {
      RevocationIndex index = whole;
      if (facts.scope().indirect()) {
        index =
            RevocationIndex.of(
                list.der(),
                entries.runs().of(target.issuer().certificate().getSubjectX500Principal()));
      } else if (index == null) {
        whole = RevocationIndex.of(list.der(), list.entries(), entries.count());
        index = whole;
      }
      String name = describe(target.issuer().name(), facts, signed.label());
      evidence.put(target, new CrlEvidence(name, facts, index));
    }
    return evidence;
  }

  private static String describe(String issuer, ListFacts facts, String label) {
    List<String> narrowed = new ArrayList<>(facts.scope().clauses());
    if (!label.isEmpty()) {
      narrowed.add(label);
    }
    return (facts.isDelta() ? "delta " : "")
        + (facts.scope().indirect() ? "indirect " : "")
        + "crl "
        + issuer
        + (facts.identity().number() != null ? "" : " ")
        + facts.identity().label()
        + (narrowed.isEmpty() ? "" : " (" + String.join(", ", narrowed) + ")");
  }

  /** Finds and keeps what vanishes when the list comes into its slot. */
  SlotPublisher.Prepared prepare(Verified verified) throws IOException {
    return publisher.prepare(verified.slot(), steps(verified));
  }

  /** The same for a list that comes from the archive. */
  SlotPublisher.Prepared prepareAgain(Verified verified) throws IOException {
    List<SlotState> steps = steps(verified);
    return publisher.prepareAgain(verified.slot(), steps.get(steps.size() - 1));
  }

  private static List<SlotState> steps(Verified verified) {
    SlotState state = verified.slot().state;
    return verified.list().facts().isDelta()
        ? List.of(state.withDelta(verified.list()))
        : state.withBase(verified.list());
  }

  /** Makes a list visible that is durable. */
  void publish(Verified verified, SlotPublisher.Prepared prepared) {
    ListSlot slot = verified.slot();
    slots.put(slot.key, slot);
    slot.files.add(verified.list().file());
    slot.targets.addAll(verified.list().byIssuer().keySet());
    slot.state = prepared.state();
    publisher.publish(slot, prepared, this::waitingFor);
  }

  /** Deletes what is not needed any more; what stays too long costs space and nothing else. */
  void tidy(ListSlot slot) {
    publisher.tidy(slot, this::waitingFor, clock.instant());
    Set<Path> inUse = slot.lists().stream().map(HeldList::file).collect(Collectors.toSet());
    Map<Path, Set<Path>> byDirectory = new HashMap<>();
    slot.files.forEach(
        file ->
            byDirectory
                .computeIfAbsent(file.resolveSibling(""), first -> new LinkedHashSet<>())
                .add(file));
    for (Set<Path> all : byDirectory.values()) {
      try {
        Set<Path> left = archive.prune(all, inUse);
        slot.files.removeIf(file -> all.contains(file) && !left.contains(file));
      } catch (IOException e) {
        LOG.warn(
            "old lists in {} could not be deleted: {}", archive.label(slot.home), e.toString());
      }
    }
  }

  /** As {@link #tidy(ListSlot)} for all. */
  void tidy() {
    slots.values().forEach(this::tidy);
  }

  /** Puts all lists of this one's kind and slot but itself out of use for good. */
  void withdrawOthers(Verified verified) throws IOException {
    Path directory = verified.list().file().resolveSibling("");
    for (Path file : List.copyOf(verified.slot().files)) {
      if (!file.equals(verified.list().file()) && file.resolveSibling("").equals(directory)) {
        archive.withdraw(file);
        verified.slot().files.remove(file);
      }
    }
  }

  /** Lets go what is held of an issuer; returns how many entries that were. */
  int release(IssuerData issuer) throws IOException {
    int released = 0;
    for (ListSlot slot : slots.values()) {
      released += publisher.release(slot, issuer, this::waitingFor);
    }
    return released;
  }

  private List<WaitingList> waitingFor(IssuerData issuer) {
    List<WaitingList> waiting = new ArrayList<>();
    for (ListSlot slot : slots.values()) {
      for (HeldList each : slot.state.waiting()) {
        CrlEvidence evidence = each.about(issuer);
        if (evidence != null) {
          waiting.add(
              new WaitingList(
                  evidence.describe(),
                  evidence.nextUpdate(),
                  forWhat(each.facts()),
                  evidence.origin()));
        }
      }
    }
    return waiting;
  }

  /** What a delta waits for. */
  static String forWhat(ListFacts delta) {
    BigInteger number = delta.identity().number();
    BigInteger most = number == null ? delta.base() : number.subtract(BigInteger.ONE);
    return most != null && !most.equals(delta.base())
        ? "a list of the same scope with a number from " + delta.base() + " to " + most
        : "the list of the same scope with the number " + delta.base();
  }

  /** What a refusal means for the issuers the list may be meant for. */
  private String effectOn(List<IssuerData> issuers, String none) {
    Instant now = clock.instant();
    return issuers.isEmpty()
        ? none
        : issuers.stream().map(each -> effectOn(each, now)).collect(Collectors.joining("; "));
  }

  private String effectOn(IssuerData issuer, Instant now) {
    String name = issuer.issuer().name();
    for (Evidence each : issuer.snapshot().evidence()) {
      if (each.validAt(now)) {
        Instant end = each.nextUpdate();
        return "%s keeps answering from %s, valid %s"
            .formatted(name, each.describe(), end == null ? "without end" : "until " + end);
      }
    }
    String answer =
        switch (policies.apply(name).whenEvidenceExpires()) {
          case TRY_LATER -> "tryLater";
          case UNKNOWN -> "unknown";
        };
    return "%s has no valid list: its certificates get %s".formatted(name, answer);
  }
}
