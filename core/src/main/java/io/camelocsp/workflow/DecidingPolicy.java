package io.camelocsp.workflow;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IssuanceJudgement;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.Judgement;
import io.camelocsp.revocation.JudgementPolicy;
import io.camelocsp.revocation.PolicyWord;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds which policy decides an answer, where lists alone do not; for explanations. In the words of
 * the configuration: {@code never-issued = revoked}.
 */
final class DecidingPolicy {
  private DecidingPolicy() {}

  /** The policy; empty if lists decide, or what was read in place. */
  static String of(ServedIssuer issuer, SerialNumber serial, Responder responder, Instant now) {
    IssuerData.Snapshot snapshot = issuer.data().snapshot();
    Judgement judgement = snapshot.judge(serial, now);
    String expired = "when-evidence-expires = " + PolicyWord.of(issuer.whenEvidenceExpires());
    if (!(judgement instanceof Judgement.Status status)) {
      return expired;
    }
    String fallen = snapshot.downfallPolicy(serial, now);
    if (!fallen.isEmpty()) {
      return fallen;
    }
    Optional<NeverIssuedPolicy> never = responder.neverIssued();
    if (never.isPresent() && !(status.status() instanceof CertStatus.Revoked)) {
      IssuanceJudgement issuance = snapshot.judgeIssuance(serial, now);
      if (issuance instanceof IssuanceJudgement.NoEvidence) {
        return expired;
      }
      if (issuance instanceof IssuanceJudgement.NeverIssued) {
        return "never-issued = " + PolicyWord.of(never.get());
      }
    }
    return extension(snapshot, now);
  }

  private static String extension(IssuerData.Snapshot snapshot, Instant now) {
    if (snapshot.evidence().stream().anyMatch(each -> each.validAt(now))) {
      return "";
    }
    JudgementPolicy policy = snapshot.policy();
    return policy.retired() == null
        ? "grace = " + policy.grace()
        : "retired-validity = " + policy.retired();
  }
}
