package io.camelocsp.operations;

import io.camelocsp.revocation.Evidence;
import io.camelocsp.workflow.ServedIssuer;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a running service holds for one issuer: one current list, or that there is none yet.
 * Immutable, thread-safe.
 *
 * @param issuer the issuer's configured name
 * @param at the moment the report is of, to which the state belongs
 * @param state what the list is worth at that moment
 * @param list the list; null if none has arrived yet
 */
public record ListReport(String issuer, Instant at, State state, @Nullable Held list) {

  /** What a list is worth at a moment. */
  public enum State {
    /** It answers. */
    VALID("valid"),
    /** Its end is past. Of what it says, only revocations count, and only beside a valid one. */
    ENDED("ended"),
    /** It was made after this moment: somebody's clock is wrong. */
    NOT_YET("not yet valid"),
    /** No list has arrived yet. */
    NONE("none yet");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** In words. */
    public String label() {
      return label;
    }
  }

  /**
   * A list that is held.
   *
   * @param kind {@code crl}, {@code index.txt}, or the evidence's own description
   * @param number cRLNumber; null if it has none
   * @param thisUpdate when it was made, or read
   * @param nextUpdate when it ceases to vouch; null if it names no end
   * @param entries how many serial numbers it lists as revoked
   * @param heapOctets what a CRL's index takes of the heap
   */
  public record Held(
      String kind,
      @Nullable BigInteger number,
      Instant thisUpdate,
      @Nullable Instant nextUpdate,
      int entries,
      OptionalLong heapOctets) {

    private static Held of(Evidence evidence) {
      return new Held(
          evidence.kind(),
          evidence.number(),
          evidence.thisUpdate(),
          evidence.nextUpdate(),
          evidence.size(),
          evidence.heapOctets());
    }
  }

  /**
   * One report for each list of each issuer, in configured order; of an issuer without any, one
   * that says so.
   */
  public static List<ListReport> of(List<ServedIssuer> issuers, Instant at) {
    return issuers.stream().flatMap(issuer -> of(issuer, at)).toList();
  }

  private static Stream<ListReport> of(ServedIssuer issuer, Instant at) {
    String name = issuer.issuer().name();
    List<Evidence> evidence = issuer.data().snapshot().evidence();
    return evidence.isEmpty()
        ? Stream.of(new ListReport(name, at, State.NONE, null))
        : evidence.stream().map(each -> new ListReport(name, at, state(each, at), Held.of(each)));
  }

  static State state(Evidence evidence, Instant at) {
    if (evidence.validAt(at)) {
      return State.VALID;
    }
    Instant end = evidence.nextUpdate();
    return end != null && !at.isBefore(end) ? State.ENDED : State.NOT_YET;
  }
}
