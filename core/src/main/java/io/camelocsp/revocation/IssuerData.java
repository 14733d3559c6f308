package io.camelocsp.revocation;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything we know about revocation at one issuer: one volatile, immutable snapshot. Lists are
 * published into it; request steps read it. A request reads the snapshot once and so sees the old
 * or the new list, never a mix, and never waits (spec 6.5).
 */
public final class IssuerData {

  /**
   * The evidence of one moment.
   *
   * @param evidence about revocation, one for each source
   * @param issuance about what was issued, one for each source
   */
  public record Snapshot(List<Evidence> evidence, List<IssuanceEvidence> issuance) {
    public Snapshot {
      evidence = List.copyOf(evidence);
      issuance = List.copyOf(issuance);
    }

    /** Evidence about revocation only. */
    public Snapshot(List<Evidence> evidence) {
      this(evidence, List.of());
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
     * Judges a serial number: revoked if any evidence says so, good if some valid evidence covers
     * it and none says otherwise, unknown if none that is valid covers it. While any evidence is
     * valid, the revocations of another one that has ended stand: a source that fails must not turn
     * revoked into good. Of several that agree, the earliest times count (spec 8.4).
     */
    public Judgement judge(SerialNumber serial, Instant now) {
      Evidence valid = null;
      Evidence covering = null;
      Instant thisUpdate = Instant.MAX;
      Instant nextUpdate = null;
      Judgement.Status standing = null;
      for (Evidence each : evidence) {
        CertStatus.Revoked revoked = each.revocationOf(serial);
        if (!each.validAt(now)) {
          standing = revoked == null ? standing : statusOf(revoked, each);
          continue;
        }
        if (revoked != null) {
          return statusOf(revoked, each);
        }
        valid = each;
        if (!each.covers(serial)) {
          continue;
        }
        covering = each;
        thisUpdate = each.thisUpdate().isBefore(thisUpdate) ? each.thisUpdate() : thisUpdate;
        Instant end = each.nextUpdate();
        nextUpdate =
            nextUpdate == null || (end != null && end.isBefore(nextUpdate)) ? end : nextUpdate;
      }
      if (covering == null && valid != null) {
        return standing == null
            ? new Judgement.Status(
                new CertStatus.Unknown(), valid.thisUpdate(), null, valid.describe())
            : new Judgement.Status(
                standing.status(), valid.thisUpdate(), valid.nextUpdate(), standing.evidence());
      }
      if (covering == null) {
        return new Judgement.NoEvidence(
            evidence.isEmpty() ? "no list has arrived yet" : "no list is in force at this time");
      }
      return standing == null
          ? new Judgement.Status(new CertStatus.Good(), thisUpdate, nextUpdate, covering.describe())
          : new Judgement.Status(standing.status(), thisUpdate, nextUpdate, standing.evidence());
    }

    /** Why {@link #judge} answers as it does. */
    public Explanation explain(SerialNumber serial, Instant now) {
      Judgement judgement = judge(serial, now);
      String why =
          judgement instanceof Judgement.Status status
              ? "%s, because of %s".formatted(status.status().label(), status.evidence())
              : ((Judgement.NoEvidence) judgement).reason();
      return new Explanation(
          judgement, why, evidence.stream().map(each -> statement(each, serial, now)).toList());
    }

    private static Statement statement(Evidence each, SerialNumber serial, Instant now) {
      CertStatus.Revoked revoked = each.revocationOf(serial);
      Instant end = each.nextUpdate();
      return new Statement(
          each.describe(),
          each.kind(),
          each.number(),
          each.sha256(),
          each.origin(),
          each.thisUpdate(),
          end,
          each.validAt(now)
              ? Statement.Validity.VALID
              : end != null && !now.isBefore(end)
                  ? Statement.Validity.ENDED
                  : Statement.Validity.NOT_YET,
          revoked != null
              ? new Statement.Revoked(revoked.time(), revoked.reason(), null)
              : each.covers(serial)
                  ? new Statement.NotListed()
                  : new Statement.DoesNotCover("it has no such certificate"));
    }

    private static Judgement.Status statusOf(CertStatus.Revoked revoked, Evidence evidence) {
      return new Judgement.Status(
          revoked, evidence.thisUpdate(), evidence.nextUpdate(), evidence.describe());
    }
  }

  private final Issuer issuer;
  private final Map<String, Evidence> bySource = new LinkedHashMap<>();
  private final Map<String, IssuanceEvidence> issuanceBySource = new LinkedHashMap<>();
  private volatile Snapshot snapshot = new Snapshot(List.of());

  public IssuerData(Issuer issuer) {
    this.issuer = issuer;
  }

  public Issuer issuer() {
    return issuer;
  }

  /** The evidence as of now; take it once per request. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** The current evidence under this key, or null. */
  public synchronized @Nullable Evidence current(String source) {
    return bySource.get(source);
  }

  /**
   * Makes {@code evidence} visible in place of what the key held. It is seen by every request that
   * begins afterwards.
   *
   * @param source what it replaces: {@code crl} for complete CRLs, else the source's name
   */
  public synchronized void publish(String source, Evidence evidence) {
    bySource.put(source, evidence);
    renew();
  }

  /** As {@link #publish}, of evidence about what was issued; its keys are its own. */
  public synchronized void publishIssuance(String source, IssuanceEvidence evidence) {
    issuanceBySource.put(source, evidence);
    renew();
  }

  private void renew() {
    snapshot = new Snapshot(List.copyOf(bySource.values()), List.copyOf(issuanceBySource.values()));
  }
}
