package io.camelocsp.revocation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A list that is kept, as listings show it. Immutable.
 *
 * @param name what it is, e.g. {@code crl acme#1042}
 * @param kind in a word or two, for tables: {@code crl}, {@code delta crl}, {@code issuance list}
 * @param scope what it speaks of, for people
 * @param number cRLNumber; null if it has none
 * @param sha256 over the whole list in DER, in lower-case hexadecimal; null if it is no list
 * @param origin where it came from
 * @param acceptedAt when we accepted it; null if that is not known
 * @param thisUpdate when it was made, or read
 * @param nextUpdate when it ceases to vouch; null if it names no end
 * @param entries how many serial numbers it lists
 * @param heapOctets what its index takes of the heap, where that is known
 * @param use what it is good for
 */
public record ListDescription(
    String name,
    String kind,
    String scope,
    @Nullable BigInteger number,
    @Nullable String sha256,
    ListOrigin origin,
    @Nullable Instant acceptedAt,
    Instant thisUpdate,
    @Nullable Instant nextUpdate,
    long entries,
    OptionalLong heapOctets,
    Use use) {

  /** What a list is about. */
  public enum Purpose {
    /** What is revoked. */
    REVOKED,
    /** What was issued. */
    ISSUED
  }

  /** What a list is worth at a moment. */
  public enum Standing {
    VALID,
    /** Its end is past. */
    ENDED,
    /** It was made after this moment: somebody's clock is wrong. */
    NOT_YET,
    /** It is kept until what it builds on comes. */
    WAITING,
    /** The certificate of the key that signed it is revoked. */
    KEY_REVOKED
  }

  /**
   * What a list is good for.
   *
   * @param slot names what it replaces and is replaced by, for {@link ListIntake#forget}; empty if
   *     it is no list that was taken in
   * @param waitsFor what it waits for; empty if it does not
   */
  public record Use(Purpose purpose, Standing standing, String slot, String waitsFor) {}

  static ListDescription of(Evidence evidence, String scope, Use use) {
    return new ListDescription(
        evidence.describe(),
        evidence.kind(),
        scope,
        evidence.number(),
        evidence.sha256(),
        evidence.origin(),
        evidence.acceptedAt(),
        evidence.thisUpdate(),
        evidence.nextUpdate(),
        evidence.size(),
        evidence.heapOctets(),
        use);
  }

  /** An issuance list, or a delta to one. */
  static ListDescription of(
      String issuer, IssuanceList list, Optional<String> waitsFor, Instant now) {
    ListFacts facts = list.facts();
    return new ListDescription(
        list.describe(issuer),
        facts.kind().label(),
        scope(list),
        list.number(),
        facts.identity().sha256(),
        facts.origin().origin(),
        facts.origin().acceptedAt(),
        list.thisUpdate(),
        facts.validity().end(),
        list.index().size(),
        OptionalLong.of(list.index().heapOctets()),
        new Use(
            Purpose.ISSUED,
            waitsFor.isPresent() ? Standing.WAITING : standing(list, now),
            IssuanceShelf.slotName(list.segment().version()),
            waitsFor.orElse("")));
  }

  /** What was read in place about what was issued. */
  static ListDescription ofIssued(IssuanceEvidence evidence, Instant now) {
    Instant end = evidence.nextUpdate();
    return new ListDescription(
        evidence.describe(),
        "issued serials",
        "everything issued",
        null,
        null,
        ListOrigin.UNKNOWN,
        null,
        evidence.thisUpdate(),
        end,
        evidence.size(),
        OptionalLong.empty(),
        new Use(
            Purpose.ISSUED,
            end == null || now.isBefore(end) ? Standing.VALID : Standing.ENDED,
            "",
            ""));
  }

  private static String scope(IssuanceList list) {
    List<String> clauses = new ArrayList<>();
    clauses.add(
        "segment %d of version %d".formatted(list.segment().number(), list.segment().version()));
    if (list.segment().full()) {
      clauses.add("full");
    }
    if (list.facts().base() != null) {
      clauses.add("changes since " + list.facts().base());
    }
    return String.join(", ", clauses);
  }

  private static Standing standing(IssuanceList list, Instant now) {
    if (list.isKeyRevoked(now)) {
      return Standing.KEY_REVOKED;
    }
    Instant end = list.facts().validity().end();
    if (end != null && !now.isBefore(end)) {
      return Standing.ENDED;
    }
    return list.objection(now).isPresent() ? Standing.NOT_YET : Standing.VALID;
  }
}
