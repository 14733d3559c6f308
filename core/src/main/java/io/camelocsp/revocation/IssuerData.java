package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.SerialNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Everything we know about revocation at one issuer: one volatile, immutable snapshot. Lists are
 * published into it; request steps read it. A request reads the snapshot once and so sees the old
 * or the new list, never a mix, and never waits (spec 6.5).
 */
public final class IssuerData {
  private final Issuer issuer;
  private final Map<String, Evidence> plain = new TreeMap<>();
  private final Map<SlotKey, CrlSlot> slots = new TreeMap<>();
  private final Map<String, IssuanceEvidence> issuance = new TreeMap<>();
  private List<WaitingList> waiting = List.of();
  private JudgementPolicy policy = JudgementPolicy.DEFAULT;
  private Set<String> listIssuers = Set.of();
  private FallenIssuer downfall;
  private volatile Snapshot snapshot;

  public IssuerData(Issuer issuer) {
    this.issuer = issuer;
    this.downfall = new FallenIssuer(SerialNumber.of(issuer.certificate().getSerialNumber()), null);
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

  /** As {@link #publish}, of evidence about what was issued; its keys are its own. */
  public synchronized void publishIssuance(String source, IssuanceEvidence evidence) {
    issuance.put(source, evidence);
    snapshot = new Snapshot(this);
  }

  /** Takes back what {@link #publishIssuance} made visible. */
  synchronized void withdrawIssuance(String source) {
    issuance.remove(source);
    snapshot = new Snapshot(this);
  }

  /** Has no lists of the slot any more. */
  synchronized void withdraw(SlotKey slot, List<WaitingList> waitingNow) {
    slots.remove(slot);
    waiting = List.copyOf(waitingNow);
    snapshot = new Snapshot(this);
  }

  /** Judges by this policy from now on. */
  synchronized void judgeBy(ListPolicy next) {
    Set<String> names =
        next.signers().indirect().stream()
            .map(each -> each.getSubjectX500Principal().getName(X500Principal.CANONICAL))
            .collect(Collectors.toUnmodifiableSet());
    if (!next.judgement().equals(policy) || !names.equals(listIssuers)) {
      policy = next.judgement();
      listIssuers = names;
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
    downfall = new FallenIssuer(downfall.serial(), issuedBy);
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
    private final FallenIssuer downfall;
    private final Issuer issuer;
    private final List<Evidence> evidence;
    private final List<IssuanceEvidence> issuance;

    private Snapshot(IssuerData data) {
      plain = List.copyOf(data.plain.values());
      slots = List.copyOf(data.slots.values());
      waiting = data.waiting;
      issuance = List.copyOf(data.issuance.values());
      policy = data.policy;
      downfall = data.downfall;
      issuer = data.issuer;
      coverage = new Coverage(slots, policy.distributionPoints(), data.listIssuers);
      rivals = new int[slots.size()][];
      List<Evidence> all = new ArrayList<>(plain);
      for (int i = 0; i < rivals.length; i++) {
        CrlSlot slot = slots.get(i);
        rivals[i] = rivalsOf(slot.key());
        all.add(slot.base());
        if (slot.delta() != null) {
          all.add(slot.delta());
        }
      }
      evidence = List.copyOf(all);
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
      return evidence;
    }

    /** What says which certificates were issued, one for each source. */
    public List<IssuanceEvidence> issuance() {
      return issuance;
    }

    /**
     * Judges whether a certificate was issued: yes if any evidence lists it, whatever its age;
     * never if none does and all of it is complete and in force. Several sources may each know a
     * part of what was issued, so one that has ended keeps the others from saying never.
     */
    public IssuanceJudgement judgeIssuance(SerialNumber serial, Instant now) {
      return IssuanceRules.judge(issuance, serial, now);
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

    /** Every list that is kept, as listings show it: in use or waiting, CRLs and issuance lists. */
    public List<ListDescription> lists(Instant now) {
      return Describing.of(this, issuer, now);
    }

    /** CRLs that are kept but say nothing yet. */
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

    /** The policy by which the issuer's own fall decides, as the configuration has it; or empty. */
    public String downfallPolicy(SerialNumber serial, Instant now) {
      return downfall.decidingPolicy(byLists(serial, now), policy, now);
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

    Judgement judge(SerialNumber serial, Instant now, int depth) {
      Judgement byLists = byLists(serial, now);
      Judgement.Status fallen = downfall.judge(byLists, policy, now, depth);
      return fallen == null ? byLists : fallen;
    }

    /** Whether anything in a slot counts: in force, and its key not revoked. */
    boolean vouches(int slot, Instant now) {
      return slots.get(slot).vouches(now, policy) && !slots.get(slot).isKeyRevoked(now);
    }

    /** Whether of all evidence only this slot is in force. */
    boolean isLast(SlotKey key, Instant now) {
      boolean inForce = false;
      for (int i = 0; i < slots.size(); i++) {
        boolean itself = slots.get(i).key().equals(key);
        if (vouches(i, now)) {
          if (!itself) {
            return false;
          }
          inForce = true;
        }
      }
      return inForce && plain.stream().noneMatch(each -> policy.vouches(each, now));
    }

    Judgement byLists(SerialNumber serial, Instant now) {
      Tally tally = new Tally(serial, now, policy);
      for (Evidence each : plain) {
        tally.count(each);
      }
      boolean[] covering = new boolean[slots.size()];
      for (int i = 0; i < covering.length; i++) {
        CrlSlot slot = slots.get(i);
        boolean vouches = vouches(i, now);
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
      if (rivals[slot].length == 0 || vouches(slot, now)) {
        return false;
      }
      for (int rival : rivals[slot]) {
        CrlSlot other = slots.get(rival);
        if (vouches(rival, now) && other.thisUpdate().isAfter(slots.get(slot).thisUpdate())) {
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
      return MissingEvidence.of(this, coverage, now);
    }

    /** Why {@link #judge} answers as it does. */
    public Explanation explain(SerialNumber serial, Instant now) {
      return Explaining.explain(this, serial, now);
    }

    /**
     * Whether a list revokes the certificate of a key that signs lists. As {@link #everRevokes},
     * but here an ended list gives way only to one that nobody served here could revoke the key of:
     * what a list key says of itself must not clear it, and to ask whether that key is revoked in
     * turn would come back here without end.
     */
    boolean revokesListKey(SerialNumber serial, Instant now) {
      for (Evidence each : plain) {
        if (each.revocationOf(serial) != null) {
          return true;
        }
      }
      for (int i = 0; i < slots.size(); i++) {
        if (slots.get(i).find(serial, now, policy) != null && !givesWayToOwnKey(i, now)) {
          return true;
        }
      }
      return false;
    }

    private boolean givesWayToOwnKey(int slot, Instant now) {
      if (slots.get(slot).vouches(now, policy)) {
        return false;
      }
      for (int rival : rivals[slot]) {
        CrlSlot other = slots.get(rival);
        if (other.base().facts().keyOrigin() == null
            && other.vouches(now, policy)
            && other.thisUpdate().isAfter(slots.get(slot).thisUpdate())) {
          return true;
        }
      }
      return false;
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
  }
}
