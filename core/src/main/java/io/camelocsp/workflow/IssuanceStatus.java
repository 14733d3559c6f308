package io.camelocsp.workflow;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.revocation.IssuanceJudgement;
import io.camelocsp.revocation.IssuanceJudgement.Issued;
import io.camelocsp.revocation.IssuanceJudgement.NeverIssued;
import io.camelocsp.revocation.IssuanceJudgement.NoEvidence;
import io.camelocsp.revocation.Judgement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What revocation and issuance evidence say together (spec 7.1). Revoked stays revoked, issued or
 * not. What was issued keeps the status and the times that revocation evidence gives it: that a
 * certificate was issued does not cease to be true. What is not listed as issued is never good.
 */
final class IssuanceStatus {
  private IssuanceStatus() {}

  /**
   * @param status what revocation evidence in force says
   * @param policy for what was never issued
   * @throws OcspFailure {@code unauthorized} where the policy says so
   */
  static Judgement combine(
      Judgement.Status status, IssuanceJudgement issuance, NeverIssuedPolicy policy) {
    if (status.status() instanceof CertStatus.Revoked || issuance instanceof Issued) {
      return status;
    }
    if (issuance instanceof NoEvidence none) {
      return new Judgement.NoEvidence("not listed as issued, and " + none.reason());
    }
    NeverIssued never = (NeverIssued) issuance;
    return switch (policy) {
      case REVOKED -> until(never, status, new CertStatus.NeverIssued());
      case UNKNOWN -> until(never, status, new CertStatus.Unknown());
      case UNAUTHORIZED ->
          throw new OcspFailure(
              ResponseStatus.UNAUTHORIZED, "never issued, by " + never.evidence());
    };
  }

  /** Of two kinds of evidence the earliest times count (spec 8.4). */
  private static Judgement until(NeverIssued never, Judgement.Status status, CertStatus answer) {
    Instant thisUpdate =
        status.thisUpdate().isBefore(never.thisUpdate()) ? status.thisUpdate() : never.thisUpdate();
    return new Judgement.Status(
        answer,
        thisUpdate,
        earlier(never.nextUpdate(), status.nextUpdate()),
        "never issued, by " + never.evidence());
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }
}
