package io.camelocsp.workflow;

import io.camelocsp.message.CertId;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SingleResponse;
import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.revocation.Judgement;
import io.camelocsp.signing.ResponseSigner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Step 7 of the workflow (spec 2): judges each single request from our own revocation data. The
 * signer is chosen first, because it decides who may be spoken about (spec 1.3) and cuts nextUpdate
 * (spec 8.4). Thread-safe.
 */
public final class LocalValidation {
  private static final String NOT_SERVED = "-";

  private LocalValidation() {}

  /**
   * Judges a request.
   *
   * @param now the moment of judging
   * @throws OcspFailure {@code unauthorized} where we may not speak, {@code tryLater} where we may
   *     but cannot now; a request that meets both is {@code unauthorized} (spec 1.4)
   */
  public static ValidatedRequest validate(
      OcspRequest request, Responder responder, Installation installation, Instant now) {
    Instant producedAt = now.truncatedTo(ChronoUnit.SECONDS);
    List<@Nullable ServedIssuer> asked = new ArrayList<>(request.certIds().size());
    Set<ServedIssuer> served = new LinkedHashSet<>();
    for (CertId certId : request.certIds()) {
      ServedIssuer issuer = responder.issuers().find(certId);
      asked.add(issuer);
      if (issuer != null) {
        served.add(issuer);
      }
    }
    boolean foreign = asked.contains(null);
    EvidenceView view = new EvidenceView();
    SignerChoice choice = installation.signerChoice();
    ResponseSigner signer = foreign ? null : choice.forAll(served, view, producedAt);
    if (signer == null) {
      signer = bySignerOfPolicy(responder, choice, view, producedAt);
    }
    return judgeAll(request, asked, new Frame(responder, signer, view, producedAt));
  }

  /** The signer where no one is authorised for all issuers of the request (spec 1.3). */
  private static ResponseSigner bySignerOfPolicy(
      Responder responder, SignerChoice choice, EvidenceView view, Instant now) {
    ResponseSigner byPolicy = responder.authority().defaultSigner();
    if (byPolicy == null) {
      throw new OcspFailure(
          ResponseStatus.UNAUTHORIZED,
          "an issuer that is not served here, or no signer for all issuers of the request");
    }
    if (!choice.usable(byPolicy, view, now)) {
      throw new OcspFailure(
          ResponseStatus.TRY_LATER,
          "the default signer " + byPolicy.name() + " cannot be used now");
    }
    return byPolicy;
  }

  /** What is the same for every single request of one request. */
  private record Frame(
      Responder responder, ResponseSigner signer, EvidenceView view, Instant producedAt) {}

  private static ValidatedRequest judgeAll(
      OcspRequest request, List<@Nullable ServedIssuer> asked, Frame frame) {
    List<ValidatedRequest.Result> results = new ArrayList<>(asked.size());
    boolean evidenceBound = true;
    OcspFailure later = null;
    for (int i = 0; i < asked.size(); i++) {
      CertId certId = request.certIds().get(i);
      ServedIssuer issuer = asked.get(i);
      if (issuer == null || !frame.signer.speaksFor(issuer.issuer())) {
        String name = issuer == null ? NOT_SERVED : issuer.issuer().name();
        results.add(unknown(certId, name, "the signer does not speak for this issuer", frame));
        continue;
      }
      Judgement judgement = judge(issuer, certId, frame);
      if (judgement instanceof Judgement.Status status) {
        Instant nextUpdate = nextUpdate(status, frame);
        // A list may be dated slightly ahead of our clock (6.4); an answer may not (RFC 6960 2.4).
        Instant thisUpdate = earlier(status.thisUpdate(), frame.producedAt);
        evidenceBound &=
            frame.responder.profile().validity() == null && thisUpdate.equals(status.thisUpdate());
        results.add(
            new ValidatedRequest.Result(
                issuer.issuer().name(),
                new SingleResponse(certId, status.status(), thisUpdate, nextUpdate),
                status.evidence()));
      } else if (issuer.whenEvidenceExpires() == ExpiredEvidencePolicy.UNKNOWN) {
        String reason = ((Judgement.NoEvidence) judgement).reason();
        results.add(unknown(certId, issuer.issuer().name(), reason, frame));
      } else if (later == null) {
        // Not thrown yet: a later single request may be unauthorized, which goes before.
        String reason = ((Judgement.NoEvidence) judgement).reason();
        later =
            new OcspFailure(
                ResponseStatus.TRY_LATER,
                "no valid evidence for " + issuer.issuer() + ": " + reason);
      }
    }
    if (later != null) {
      throw later;
    }
    return new ValidatedRequest(frame.signer, frame.producedAt, results, evidenceBound);
  }

  private static Judgement judge(ServedIssuer issuer, CertId certId, Frame frame) {
    IssuerData.Snapshot snapshot = frame.view.of(issuer);
    Judgement judgement = snapshot.judge(certId.serial(), frame.producedAt);
    Optional<NeverIssuedPolicy> policy = frame.responder.neverIssued();
    if (policy.isPresent() && judgement instanceof Judgement.Status status) {
      judgement =
          IssuanceStatus.combine(
              status, snapshot.judgeIssuance(certId.serial(), frame.producedAt), policy.get());
    }
    if (judgement instanceof Judgement.Status status
        && status.status() instanceof CertStatus.Good
        && !certId.serial().isAssignable()) {
      // No CA may issue such a certificate (RFC 5280 4.1.2.2), so nothing vouches for it.
      return new Judgement.Status(
          new CertStatus.Unknown(), frame.producedAt, null, "not a serial number of a certificate");
    }
    return judgement;
  }

  private static ValidatedRequest.Result unknown(
      CertId certId, String issuerName, String reason, Frame frame) {
    return new ValidatedRequest.Result(
        issuerName,
        new SingleResponse(certId, new CertStatus.Unknown(), frame.producedAt, null),
        reason);
  }

  /** Spec 8.4: the evidence's end or a fixed validity, always cut at both ends of authority. */
  private static Instant nextUpdate(Judgement.Status status, Frame frame) {
    Instant end = frame.signer.notAfter();
    Duration validity = frame.responder.profile().validity();
    if (validity != null) {
      end = earlier(end, frame.producedAt.plus(validity));
    }
    Instant evidenceEnd = status.nextUpdate();
    return evidenceEnd == null ? end : earlier(end, evidenceEnd);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
