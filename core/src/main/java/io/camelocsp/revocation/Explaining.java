package io.camelocsp.revocation;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IssuerData.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes statements of a snapshot, for explanations. */
final class Explaining {
  private Explaining() {}

  static Explanation explain(Snapshot snapshot, SerialNumber serial, Instant now) {
    Judgement judgement = snapshot.judge(serial, now);
    JudgementPolicy policy = snapshot.policy();
    List<Statement> statements = new ArrayList<>();
    snapshot.plain().forEach(each -> statements.add(plain(each, serial, now, policy)));
    for (int i = 0; i < snapshot.slots().size(); i++) {
      CrlSlot slot = snapshot.slots().get(i);
      boolean superseded = snapshot.superseded(i, now);
      statements.add(ofBase(slot, superseded, serial, now, policy));
      if (slot.delta() != null) {
        statements.add(ofDelta(slot.delta(), superseded, serial, now, policy));
      }
    }
    snapshot.issuance().forEach(each -> statements.addAll(each.statements(serial, now)));
    return new Explanation(judgement, why(judgement) + issuance(snapshot, serial, now), statements);
  }

  /** A clause about issuance, which counts only for responders that ask for it. */
  private static String issuance(Snapshot snapshot, SerialNumber serial, Instant now) {
    if (snapshot.issuance().isEmpty()) {
      return "";
    }
    IssuanceJudgement judgement = snapshot.judgeIssuance(serial, now);
    if (judgement instanceof IssuanceJudgement.Issued issued) {
      return "; issued, by " + issued.evidence();
    }
    return judgement instanceof IssuanceJudgement.NeverIssued never
        ? "; never issued, by %s, which counts where a responder is of a non-issued type"
            .formatted(never.evidence())
        : "; not listed as issued, and " + ((IssuanceJudgement.NoEvidence) judgement).reason();
  }

  private static String why(Judgement judgement) {
    if (judgement instanceof Judgement.Status status) {
      String word = status.status().label();
      return status.status() instanceof CertStatus.Revoked revoked
          ? "%s since %s (%s), because of %s"
              .formatted(word, revoked.time(), revoked.reason().label(), status.evidence())
          : "%s, because of %s".formatted(word, status.evidence());
    }
    return "no status can be given: " + ((Judgement.NoEvidence) judgement).reason();
  }

  private static Statement plain(
      Evidence each, SerialNumber serial, Instant now, JudgementPolicy policy) {
    CertStatus.Revoked revoked = each.revocationOf(serial);
    Statement.Says says =
        revoked != null
            ? new Statement.Revoked(revoked.time(), revoked.reason(), null)
            : each.covers(serial)
                ? new Statement.NotListed()
                : new Statement.DoesNotCover("it has no such certificate");
    return statement(each, policy.validity(each, now), says);
  }

  private static Statement ofBase(
      CrlSlot slot, boolean superseded, SerialNumber serial, Instant now, JudgementPolicy policy) {
    ListEntry entry = slot.base().entry(serial);
    CrlSlot.Hit vanished = entry == null ? slot.vanished().find(serial, now, policy) : null;
    List<String> narrowed = slot.key().scope().clauses();
    Statement.Says says =
        entry != null
            ? revoked(entry)
            : vanished != null
                ? revoked(vanished.entry())
                : narrowed.isEmpty()
                    ? new Statement.NotListed()
                    : new Statement.DoesNotCover(
                        "it speaks of " + String.join(", ", narrowed) + " alone");
    return statement(slot.base(), validity(slot.base(), superseded, now, policy), says);
  }

  private static Statement ofDelta(
      CrlEvidence delta,
      boolean superseded,
      SerialNumber serial,
      Instant now,
      JudgementPolicy policy) {
    ListEntry entry = delta.entry(serial);
    Statement.Says says =
        entry == null
            ? new Statement.NotListed()
            : entry.reason() == RevocationReason.REMOVE_FROM_CRL
                ? new Statement.Removed()
                : revoked(entry);
    return statement(delta, validity(delta, superseded, now, policy), says);
  }

  /** What a part of the issuance evidence says. */
  static Statement ofIssuance(ListDescription list, Statement.Says says) {
    Statement.Validity validity =
        switch (list.use().standing()) {
          case VALID -> Statement.Validity.VALID;
          case ENDED -> Statement.Validity.ENDED;
          case NOT_YET -> Statement.Validity.NOT_YET;
          case WAITING -> Statement.Validity.WAITING;
          case KEY_REVOKED -> Statement.Validity.KEY_REVOKED;
        };
    return new Statement(
        list.name(),
        list.kind() + ", " + list.scope(),
        list.number(),
        list.sha256(),
        list.origin(),
        list.acceptedAt(),
        list.thisUpdate(),
        list.nextUpdate(),
        validity,
        says);
  }

  private static Statement.Validity validity(
      CrlEvidence each, boolean superseded, Instant now, JudgementPolicy policy) {
    ListKeyOrigin key = each.facts().keyOrigin();
    if (key != null && key.revoked(now)) {
      return Statement.Validity.KEY_REVOKED;
    }
    return superseded ? Statement.Validity.SUPERSEDED : policy.validity(each, now);
  }

  private static Statement.Revoked revoked(ListEntry entry) {
    return new Statement.Revoked(entry.revocationDate(), entry.reason(), entry.invalidityDate());
  }

  private static Statement statement(
      Evidence each, Statement.Validity validity, Statement.Says says) {
    @Nullable Instant end = each.nextUpdate();
    return new Statement(
        each.describe(),
        each.kind(),
        each.number(),
        each.sha256(),
        each.origin(),
        each.acceptedAt(),
        each.thisUpdate(),
        end,
        validity,
        says);
  }
}
