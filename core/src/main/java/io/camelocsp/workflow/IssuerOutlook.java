package io.camelocsp.workflow;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.Evidence;
import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.Judgement;
import io.camelocsp.signing.ResponseSigner;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether an issuer's certificates are answered, and how long that goes on if nothing comes in.
 * Immutable.
 *
 * @param issuer the configured name
 * @param answering how an ordinary certificate, listed nowhere, is answered at the moment
 * @param evidence what decides; why nothing does
 * @param evidenceEnd when no evidence will vouch any more; null if never, or if none does now
 * @param signer who signs at the moment; null if nobody may
 * @param signerEnd when the last of its signers ends; null if none may sign now
 */
public record IssuerOutlook(
    String issuer,
    Answering answering,
    String evidence,
    @Nullable Instant evidenceEnd,
    @Nullable String signer,
    @Nullable Instant signerEnd) {

  /** How an ordinary certificate is answered. */
  public enum Answering {
    DEFINITE("good or revoked"),
    UNKNOWN("unknown"),
    TRY_LATER("tryLater"),
    UNAUTHORIZED("unauthorized");

    private final String label;

    Answering(String label) {
      this.label = label;
    }

    /** The words used in tables. */
    public String label() {
      return label;
    }
  }

  /** Which of the two ends first. */
  public enum BreaksBy {
    EVIDENCE,
    SIGNER
  }

  /**
   * No list names it: the largest number a CA may assign. What is listed nowhere is answered by
   * what vouches for all.
   */
  private static final SerialNumber UNLISTED =
      SerialNumber.of(BigInteger.ONE.shiftLeft(159).subtract(BigInteger.ONE));

  /** Evidence takes over from other evidence, signers from signers; more often is a defect. */
  private static final int MOST_SUCCESSORS = 64;

  /** The outlook of each issuer, in configured order. */
  public static List<IssuerOutlook> of(Installation installation, Instant now) {
    EvidenceView view = new EvidenceView();
    return installation.issuers().stream()
        .map(issuer -> of(issuer, view, installation, now))
        .toList();
  }

  private static IssuerOutlook of(
      ServedIssuer issuer, EvidenceView view, Installation installation, Instant now) {
    IssuerData.Snapshot snapshot = view.of(issuer);
    Judgement judgement = snapshot.judge(UNLISTED, now);
    List<ResponseSigner> candidates = installation.signers().candidates(issuer.issuer());
    List<ResponseSigner> standing =
        candidates.stream()
            .filter(signer -> !installation.signerChoice().revoked(signer, view, now))
            .toList();
    ResponseSigner signer =
        standing.stream().filter(each -> each.validAt(now)).findFirst().orElse(null);
    Answering answering;
    if (candidates.isEmpty()) {
      answering = Answering.UNAUTHORIZED;
    } else if (signer == null) {
      answering = Answering.TRY_LATER;
    } else if (judgement instanceof Judgement.NoEvidence) {
      answering =
          issuer.whenEvidenceExpires() == ExpiredEvidencePolicy.UNKNOWN
              ? Answering.UNKNOWN
              : Answering.TRY_LATER;
    } else {
      answering = Answering.DEFINITE;
    }
    return new IssuerOutlook(
        issuer.issuer().name(),
        answering,
        judgement instanceof Judgement.Status status
            ? status.evidence()
            : ((Judgement.NoEvidence) judgement).reason(),
        evidenceEnd(snapshot, judgement, now),
        signer == null ? null : signer.name(),
        signer == null ? null : signerEnd(standing, signer.notAfter()));
  }

  /**
   * Asks the judgement itself how it goes on at each of its ends: what takes over from what is its
   * business.
   */
  private static @Nullable Instant evidenceEnd(
      IssuerData.Snapshot snapshot, Judgement first, Instant now) {
    Judgement judgement = first;
    Instant at = now;
    for (int i = 0; i < MOST_SUCCESSORS; i++) {
      if (!(judgement instanceof Judgement.Status status)) {
        return i == 0 ? null : at;
      }
      Instant end = status.nextUpdate();
      if (end == null && status.status() instanceof CertStatus.Unknown) {
        end = lastEnd(snapshot, at); // a database that vouches only for what it knows
      }
      if (end == null || !end.isAfter(at)) {
        return null;
      }
      at = end;
      judgement = snapshot.judge(UNLISTED, at);
    }
    return at;
  }

  private static @Nullable Instant lastEnd(IssuerData.Snapshot snapshot, Instant at) {
    return snapshot.evidence().stream()
        .filter(each -> each.validAt(at))
        .map(Evidence::nextUpdate)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private static Instant signerEnd(List<ResponseSigner> signers, Instant first) {
    Instant end = first;
    for (int i = 0; i < signers.size(); i++) {
      Instant reached = end;
      end =
          signers.stream()
              .filter(each -> each.validAt(reached))
              .map(ResponseSigner::notAfter)
              .reduce(reached, (one, other) -> one.isBefore(other) ? other : one);
    }
    return end;
  }

  /** The same while nobody is answered, for a reason that has nothing to do with the issuer. */
  public IssuerOutlook refused(String why) {
    return answering == Answering.DEFINITE || answering == Answering.UNKNOWN
        ? new IssuerOutlook(issuer, Answering.TRY_LATER, why, null, signer, signerEnd)
        : this;
  }

  /** When it stops answering, if nothing comes in; null if it does not answer, or never stops. */
  public @Nullable Instant breaksAt() {
    if (answering != Answering.DEFINITE || signerEnd == null) {
      return null;
    }
    return evidenceEnd == null || signerEnd.isBefore(evidenceEnd) ? signerEnd : evidenceEnd;
  }

  /** What ends at {@link #breaksAt}. */
  public BreaksBy breaksBy() {
    return evidenceEnd != null && evidenceEnd.equals(breaksAt())
        ? BreaksBy.EVIDENCE
        : BreaksBy.SIGNER;
  }
}
