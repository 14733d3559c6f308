package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything we know about revocation at one issuer: one volatile, immutable snapshot. Lists are
 * published into it; request steps read it. A request reads the snapshot once and so sees the old
 * or the new list, never a mix, and never waits (spec 6.5).
 */
public final class IssuerData {
  /** Longer chains of issuers than this are not followed; certificates may issue each other. */
  private static final int MAX_PARENTS = 8;

  /** How long an answer vouches that no list but the configuration gives: it can be mended. */
  private static final Duration POLICY_ANSWER = Duration.ofHours(1);

  private final Issuer issuer;
  private final SerialNumber ownSerial;
  private final Map<String, Evidence> plain = new TreeMap<>();
  private final Map<SlotKey, CrlSlot> slots = new TreeMap<>();
  private List<WaitingList> waiting = List.of();
  private JudgementPolicy policy = JudgementPolicy.DEFAULT;
  private @Nullable IssuerData parent;
  private volatile Snapshot snapshot;

  public IssuerData(Issuer issuer) {
    this.issuer = issuer;
    this.ownSerial = SerialNumber.of(issuer.certificate().getSerialNumber());
    this.snapshot = new Snapshot(this);
  }

  public Issuer issuer() {
    return issuer;
  }

  /** The evidence as of now; take it once per request. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /**
   * Makes {@code evidence} that is no list visible in place of what the key held. It is seen by
   * every request that begins afterwards.
   *
   * @param source what it replaces: the source's name
   */
  public synchronized void publish(String source, Evidence evidence) {
    plain.put(source, evidence);
    snapshot = new Snapshot(this);
  }

  /** Judges by this policy from now on. */
  public synchronized void judgeBy(JudgementPolicy next) {
    if (!next.equals(policy)) {
      policy = next;
      snapshot = new Snapshot(this);
    }
  }

  /** Makes what the lists of one slot say visible, and which lists wait, in one step. */
  synchronized void publish(CrlSlot slot, List<WaitingList> waitingNow) {
    slots.put(slot.key(), slot);
    waiting = List.copyOf(waitingNow);
    snapshot = new Snapshot(this);
  }

  /** Makes visible which lists wait. */
  synchronized void publishWaiting(List<WaitingList> waitingNow) {
    waiting = List.copyOf(waitingNow);
    snapshot = new Snapshot(this);
  }

  /** What the slot says now; null if there is none. */
  synchronized @Nullable CrlSlot slot(SlotKey key) {
    return slots.get(key);
  }

  /** Whose lists revoke this issuer's own certificate. */
  synchronized void setParent(@Nullable IssuerData issuedBy) {
    parent = issuedBy;
    snapshot = new Snapshot(this);
  }

  /** The evidence of one moment. Immutable, thread-safe. */
  public static final class Snapshot {
    private final List<Evidence> plain;
    private final List<CrlSlot> slots;
    private final int[][] rivals;
    private final Coverage coverage;
    private final List<WaitingList> waiting;
    private final JudgementPolicy policy;
    private final SerialNumber ownSerial;
    private final @Nullable IssuerData parent;
    private final List<Evidence> evidence = new ArrayList<>();

    private Snapshot(IssuerData data) {
      plain = List.copyOf(data.plain.values());
      slots = List.copyOf(data.slots.values());
      waiting = data.waiting;
      policy = data.policy;
      ownSerial = data.ownSerial;
      parent = data.parent;
      coverage = new Coverage(slots, policy.distributionPoints());
      rivals = new int[slots.size()][];
      evidence.addAll(plain);
      for (int i = 0; i < rivals.length; i++) {
        CrlSlot slot = slots.get(i);
        rivals[i] = rivalsOf(slot.key());
        evidence.add(slot.base());
        if (slot.delta() != null) {
          evidence.add(slot.delta());
        }
      }
    }

    private int[] rivalsOf(SlotKey key) {
      List<Integer> found = new ArrayList<>(0);
      for (int i = 0; i < slots.size(); i++) {
        if (slots.get(i).key().rivals(key)) {
          found.add(i);
        }
      }
      return found.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Every list that is in use, and what was read from databases; deltas by themselves. */
    public List<Evidence> evidence() {
      return List.copyOf(evidence);
    }

    /**
     * Of the evidence, what the issuer's answers end with: not lists that a delta brings up to
     * date, nor ended ones whose place another took.
     */
    public List<Evidence> decisive(Instant now) {
      List<Evidence> decisive = new ArrayList<>(plain);
      for (int i = 0; i < slots.size(); i++) {
        if (!superseded(i, now)) {
          CrlEvidence delta = slots.get(i).delta();
          decisive.add(delta == null ? slots.get(i).base() : delta);
        }
      }
      return decisive;
    }

    /** Lists that are kept but say nothing yet. */
    public List<WaitingList> waiting() {
      return waiting;
    }

    /** How many vanished entries stay revoked until an operator accepts their removal. */
    public int heldRemovals() {
      return slots.stream().mapToInt(slot -> slot.vanished().heldCount()).sum();
    }

    /** By which it is judged. */
    public JudgementPolicy policy() {
      return policy;
    }

    List<Evidence> plain() {
      return plain;
    }

    List<CrlSlot> slots() {
      return slots;
    }

    /**
     * Judges a serial number: revoked if the issuer's key is compromised or anything that counts
     * says so; good if valid evidence covers it and none says otherwise (see {@link Coverage});
     * unknown if all there is is a database that does not know it; else there is no evidence, and
     * the reason names what is missing.
     */
    public Judgement judge(SerialNumber serial, Instant now) {
      return judge(serial, now, 0);
    }

    private Judgement judge(SerialNumber serial, Instant now, int depth) {
      Judgement byLists = byLists(serial, now);
      Judgement.Status byIssuer = byIssuer(byLists, now, depth);
      return byIssuer == null ? byLists : byIssuer;
    }

    private Judgement byLists(SerialNumber serial, Instant now) {
      Tally tally = new Tally(serial, now, policy);
      for (Evidence each : plain) {
        tally.count(each);
      }
      boolean[] covering = new boolean[slots.size()];
      for (int i = 0; i < covering.length; i++) {
        CrlSlot slot = slots.get(i);
        boolean vouches = slot.vouches(now, policy);
        covering[i] = vouches && slot.covers(now, policy);
        if (vouches || !superseded(i, now)) {
          tally.count(slot, vouches);
        }
      }
      if (coverage.isFull(covering)) {
        for (int i = 0; i < covering.length; i++) {
          if (covering[i] && coverage.uses(i)) {
            tally.cover(slots.get(i).timesFrom(now, policy));
          }
        }
      }
      Judgement result = tally.result();
      return result != null ? result : new Judgement.NoEvidence(missing(now));
    }

    /** Whether a slot has ended and a newer one that vouches took its place under another key. */
    boolean superseded(int slot, Instant now) {
      if (rivals[slot].length == 0 || slots.get(slot).vouches(now, policy)) {
        return false;
      }
      for (int rival : rivals[slot]) {
        CrlSlot other = slots.get(rival);
        if (other.vouches(now, policy)
            && other.thisUpdate().isAfter(slots.get(slot).thisUpdate())) {
          return true;
        }
      }
      return false;
    }

    /**
     * What is missing so that a serial number that no list names could be judged at {@code now}, in
     * words; empty if nothing is.
     */
    public String missing(Instant now) {
      if (evidence.isEmpty()) {
        return waiting.isEmpty()
            ? "no list has arrived yet"
            : "no list has arrived yet but "
                + waiting.get(0).description()
                + ", which waits for "
                + waiting.get(0).forWhat();
      }
      boolean[] covering = new boolean[slots.size()];
      boolean anyVouches = plain.stream().anyMatch(each -> policy.vouches(each, now));
      for (int i = 0; i < covering.length; i++) {
        boolean vouches = slots.get(i).vouches(now, policy);
        anyVouches |= vouches;
        covering[i] = vouches && slots.get(i).covers(now, policy);
      }
      if (!anyVouches) {
        return "no list is in force at this time";
      }
      if (slots.isEmpty() || coverage.isFull(covering)) {
        return "";
      }
      return endedDeltas(now) + coverage.missing(covering);
    }

    private String endedDeltas(Instant now) {
      StringBuilder ended = new StringBuilder();
      for (CrlSlot slot : slots) {
        if (slot.delta() != null && slot.vouches(now, policy) && !slot.covers(now, policy)) {
          ended
              .append(slot.delta().describe())
              .append(" is not in force, and ")
              .append(slot.base().describe())
              .append(" does not say what came after it; ");
        }
      }
      return ended.toString();
    }

    /** Why {@link #judge} answers as it does. */
    public Explanation explain(SerialNumber serial, Instant now) {
      return Explaining.explain(this, serial, now);
    }

    /**
     * Whether any list, an ended one too, revokes the serial number: for deciding about ourselves,
     * where a doubt counts against. That the issuer itself has fallen is left out: its delegates
     * must go on to say so.
     */
    public boolean everRevokes(SerialNumber serial, Instant now) {
      for (Evidence each : plain) {
        if (each.revocationOf(serial) != null) {
          return true;
        }
      }
      for (int i = 0; i < slots.size(); i++) {
        if (!superseded(i, now) && slots.get(i).find(serial, now, policy) != null) {
          return true;
        }
      }
      return false;
    }

    /**
     * The issuer's own downfall, if there is one that says more than its lists do: what they
     * revoked before, and not only put on hold, stays as they say.
     */
    private Judgement.@Nullable Status byIssuer(Judgement byLists, Instant now, int depth) {
      Judgement.Status fallen = compromised(now);
      if (fallen == null) {
        fallen = byParent(now, depth);
      }
      if (fallen == null) {
        return null;
      }
      CertStatus.Revoked all = (CertStatus.Revoked) fallen.status();
      if (!(byLists instanceof Judgement.Status listed)) {
        return fallen;
      }
      if (listed.status() instanceof CertStatus.Revoked one
          && one.reason() != RevocationReason.CERTIFICATE_HOLD
          && !one.time().isAfter(all.time())) {
        return listed;
      }
      return fallen;
    }

    private Judgement.@Nullable Status compromised(Instant now) {
      Instant since = policy.compromisedSince();
      return since == null || now.isBefore(since)
          ? null
          : new Judgement.Status(
              new CertStatus.Revoked(since, RevocationReason.CA_COMPROMISE),
              now,
              now.plus(POLICY_ANSWER),
              "the configuration: the issuer's key is compromised");
    }

    private Judgement.@Nullable Status byParent(Instant now, int depth) {
      if (parent == null
          || policy.whenIssuerRevoked() == RevokedIssuerPolicy.LISTS_DECIDE
          || depth == MAX_PARENTS) {
        return null;
      }
      Judgement own = parent.snapshot().judge(ownSerial, now, depth + 1);
      if (!(own instanceof Judgement.Status status)
          || !(status.status() instanceof CertStatus.Revoked revoked)) {
        return null;
      }
      boolean hold = revoked.reason() == RevocationReason.CERTIFICATE_HOLD;
      boolean compromise =
          switch (revoked.reason()) {
            case KEY_COMPROMISE, CA_COMPROMISE, AA_COMPROMISE -> true;
            default -> false;
          };
      if (policy.whenIssuerRevoked() == RevokedIssuerPolicy.REVOKED_IF_COMPROMISED && !compromise) {
        return null;
      }
      RevocationReason reason =
          hold ? RevocationReason.CERTIFICATE_HOLD : RevocationReason.CA_COMPROMISE;
      return new Judgement.Status(
          new CertStatus.Revoked(revoked.time(), reason),
          status.thisUpdate(),
          status.nextUpdate(),
          "the issuer's own certificate is revoked by " + status.evidence());
    }
  }
}
