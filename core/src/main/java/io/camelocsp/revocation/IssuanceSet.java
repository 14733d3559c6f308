package io.camelocsp.revocation;

import io.camelocsp.message.SerialNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all issuance lists of an issuer say together (docs/issuance-lists.md). It is a function of
 * the lists alone, not of the order in which they came. Immutable, thread-safe.
 *
 * <p>Segments of one version belong together. A set is complete when segments 1 to n are there, all
 * but the last are full, and the last is open: after a full segment there is always another. Of
 * several versions the highest complete one proves what was never issued; what any higher one lists
 * counts as issued at once.
 */
final class IssuanceSet implements IssuanceEvidence {

  /**
   * A segment.
   *
   * @param list the newest list of it
   * @param delta the newest delta that applies to it; null if there is none
   * @param openBefore the open list that this full one replaced: it closes the set until the next
   *     segment is there; else null
   * @param held the list from which suspiciously many serial numbers vanished: they count as issued
   *     until an operator accepts their removal; else null
   */
  record Part(
      IssuanceList list,
      @Nullable IssuanceList delta,
      @Nullable IssuanceList openBefore,
      @Nullable IssuanceList held) {

    ListSegment segment() {
      return list.segment();
    }

    /** Its lists and deltas. */
    Stream<IssuanceList> all() {
      return Stream.of(list, delta, openBefore, held).filter(Objects::nonNull);
    }

    /** Without what was signed with a revoked key; null if its list itself was. */
    @Nullable Part countingAt(Instant now) {
      return list.isKeyRevoked(now)
          ? null
          : new Part(list, standing(delta, now), standing(openBefore, now), standing(held, now));
    }

    private static @Nullable IssuanceList standing(@Nullable IssuanceList list, Instant now) {
      return list == null || list.isKeyRevoked(now) ? null : list;
    }

    /** How many serial numbers count only because their removal is held. */
    int heldRemovals() {
      IssuanceList before = held;
      return before == null ? 0 : (int) Math.min(Integer.MAX_VALUE, before.missingFrom(list));
    }

    boolean lists(SerialNumber serial) {
      IssuanceList.Says says = delta == null ? IssuanceList.Says.NOTHING : delta.about(serial);
      return switch (says) {
        case ISSUED -> true;
        case REMOVED -> false;
        case NOTHING -> list.lists(serial) || (held != null && held.lists(serial));
      };
    }
  }

  private final String issuer;
  private final List<Part> parts;

  /** Deltas that wait for what they change. */
  private final List<IssuanceList> waiting;

  /** Whether anybody could revoke the key of any of its lists. */
  private final boolean revocable;

  private final List<Part> used = new ArrayList<>();

  /** Whose times count; empty while the set is incomplete. */
  private final List<IssuanceList> timed = new ArrayList<>();

  private final long version;
  private final Optional<String> gap;

  /** What is missing of each version. */
  private final Map<Long, Optional<String>> gaps = new TreeMap<>();

  /**
   * @param issuer the configured name
   * @param parts at least one; one for each version and number
   */
  IssuanceSet(String issuer, Collection<Part> parts) {
    this(issuer, parts, List.of());
  }

  /**
   * @param waiting deltas that are kept, but say nothing yet
   */
  IssuanceSet(String issuer, Collection<Part> parts, Collection<IssuanceList> waiting) {
    this.issuer = issuer;
    this.parts = List.copyOf(parts);
    this.waiting = List.copyOf(waiting);
    this.revocable =
        this.parts.stream().flatMap(Part::all).anyMatch(each -> each.facts().keyOrigin() != null);
    Map<Long, NavigableMap<Integer, Part>> versions = new TreeMap<>();
    for (Part each : parts) {
      versions
          .computeIfAbsent(each.segment().version(), first -> new TreeMap<>())
          .put(each.segment().number(), each);
    }
    long chosen = new TreeSet<>(versions.keySet()).last();
    for (Map.Entry<Long, NavigableMap<Integer, Part>> each : versions.entrySet()) {
      Optional<String> missing = gap(each.getValue());
      gaps.put(each.getKey(), missing);
      if (missing.isEmpty()) {
        chosen = each.getKey();
      }
    }
    version = chosen;
    NavigableMap<Integer, Part> segments = Objects.requireNonNull(versions.get(chosen));
    gap = gap(segments);
    long from = chosen;
    versions.forEach(
        (number, each) -> {
          if (number >= from || gap.isPresent()) {
            used.addAll(each.values());
          }
        });
    if (gap.isEmpty()) {
      segments.values().forEach(each -> timed.add(timed(each, segments)));
    }
  }

  /** A full last segment that is not followed yet stands aside for the open one before it. */
  private static IssuanceList timed(Part part, NavigableMap<Integer, Part> segments) {
    boolean last = part.segment().number() == segments.lastKey();
    if (last && part.openBefore() != null) {
      return part.openBefore();
    }
    return part.delta() != null ? part.delta() : part.list();
  }

  private static Optional<String> gap(NavigableMap<Integer, Part> segments) {
    int last = segments.lastKey();
    for (int i = 1; i <= last; i++) {
      Part part = segments.get(i);
      if (part == null) {
        return Optional.of("segment " + i + " is missing");
      }
      if (i < last && !part.segment().full()) {
        return Optional.of("segment " + i + " is not full, although others follow it");
      }
      if (i == last && part.segment().full() && part.openBefore() == null) {
        return Optional.of("segment " + i + " is full, and the segment after it is missing");
      }
    }
    return Optional.empty();
  }

  /** Which version proves what was never issued. */
  long version() {
    return version;
  }

  /** What is missing; empty if the set is complete. */
  Optional<String> gap() {
    return gap;
  }

  /** {@code issuance lists acme#17}, by the last segment's number; how many, if more than one. */
  @Override
  public String describe() {
    Part last = used.get(used.size() - 1);
    IssuanceList newest = last.delta() != null ? last.delta() : last.list();
    return "issuance list%s %s#%s"
        .formatted(used.size() == 1 ? "" : "s (" + used.size() + ")", issuer, newest.number());
  }

  /** Full segments never change, so it is the last one's that tells how fresh the set is. */
  @Override
  public Instant thisUpdate() {
    return timed.isEmpty()
        ? used.get(used.size() - 1).list().thisUpdate()
        : timed.get(timed.size() - 1).thisUpdate();
  }

  /** When the first of its lists ends; null if it is incomplete, and so proves nothing. */
  @Override
  public @Nullable Instant nextUpdate() {
    Instant end = null;
    for (IssuanceList each : timed) {
      end = IssuanceRules.earlier(end, each.facts().validity().end());
    }
    return end;
  }

  @Override
  public long size() {
    return used.stream().mapToLong(each -> each.list().index().size()).sum();
  }

  /** Octets of heap that the indexes take. */
  long heapOctets() {
    return used.stream().mapToLong(each -> each.list().index().heapOctets()).sum();
  }

  @Override
  public boolean lists(SerialNumber serial) {
    // The last ones first: what was issued lately is asked for most.
    for (int i = used.size() - 1; i >= 0; i--) {
      if (used.get(i).lists(serial)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public IssuanceEvidence countingAt(Instant now) {
    if (!revocable || parts.stream().flatMap(Part::all).noneMatch(each -> each.isKeyRevoked(now))) {
      return this;
    }
    List<Part> standing = new ArrayList<>();
    for (Part each : parts) {
      Part counts = each.countingAt(now);
      if (counts != null) {
        standing.add(counts);
      }
    }
    return standing.isEmpty()
        ? new SilentIssuance(
            issuer,
            parts.stream().flatMap(Part::all).toList(),
            "the certificate of the key that signed %s is revoked".formatted(describe()))
        : new IssuanceSet(issuer, standing);
  }

  @Override
  public int heldRemovals() {
    return used.stream().mapToInt(Part::heldRemovals).sum();
  }

  @Override
  public List<Statement> statements(SerialNumber serial, Instant now) {
    List<Statement> statements = new ArrayList<>();
    forEach(
        now,
        (list, described) -> statements.add(Explaining.ofIssuance(described, list.says(serial))));
    return statements;
  }

  @Override
  public List<ListDescription> lists(Instant now) {
    List<ListDescription> lists = new ArrayList<>();
    forEach(now, (list, described) -> lists.add(described));
    return lists;
  }

  private void forEach(Instant now, BiConsumer<IssuanceList, ListDescription> sink) {
    for (Part each : parts) {
      Optional<String> waits = gaps.getOrDefault(each.segment().version(), Optional.empty());
      sink.accept(each.list(), ListDescription.of(issuer, each.list(), waits, now));
      IssuanceList delta = each.delta();
      if (delta != null) {
        sink.accept(delta, ListDescription.of(issuer, delta, waits, now));
      }
    }
    for (IssuanceList each : waiting) {
      Optional<String> waits = Optional.of(IssuanceShelf.waitsFor(each));
      sink.accept(each, ListDescription.of(issuer, each, waits, now));
    }
  }

  @Override
  public Optional<String> objection(Instant now) {
    if (gap.isPresent()) {
      return Optional.of("the issuance lists are incomplete: " + gap.get());
    }
    for (IssuanceList each : timed) {
      Optional<String> objection = each.objection(now);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }
}
