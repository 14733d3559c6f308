package io.camelocsp.workflow;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerSet;
import io.camelocsp.signing.SignerTrust;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who signs an answer (spec 1.3 and 8.1): a signer that is authorised for <em>every</em>
 * issuer it speaks about, whose certificate is valid now and which the lists of its own issuer do
 * not revoke. Asked per request, so a signer that a list revokes stops with that list, whomever it
 * would speak for. Immutable, thread-safe.
 */
final class SignerChoice {
  /** The CA that issued a signer's certificate, where we have its lists. */
  private record Origin(ServedIssuer issuer, SerialNumber serial) {}

  private final SignerSet signers;
  private final IdentityHashMap<ResponseSigner, Origin> origins = new IdentityHashMap<>();

  SignerChoice(SignerSet signers, List<ServedIssuer> issuers) {
    this.signers = signers;
    for (ResponseSigner signer : signers.all()) {
      for (ServedIssuer issuer : issuers) {
        if (issuedBy(signer, issuer)) {
          origins.put(
              signer, new Origin(issuer, SerialNumber.of(signer.certificate().getSerialNumber())));
        }
      }
    }
  }

  /** The CA's own certificate is nobody's delegate: what revokes it is its parent's business. */
  private static boolean issuedBy(ResponseSigner signer, ServedIssuer issuer) {
    return signer.trust() != SignerTrust.ISSUER
        && signer
            .certificate()
            .getIssuerX500Principal()
            .equals(issuer.issuer().certificate().getSubjectX500Principal());
  }

  /**
   * @return the signer, or null if none speaks for all of them
   * @throws OcspFailure {@code tryLater} if there is one for all of them, but none that may be used
   *     now
   */
  @Nullable ResponseSigner forAll(Set<ServedIssuer> issuers, EvidenceView view, Instant now) {
    ServedIssuer first = issuers.iterator().next();
    boolean authorised = false;
    for (ResponseSigner candidate : signers.candidates(first.issuer())) {
      if (speaksForAll(candidate, issuers)) {
        authorised = true;
        if (usable(candidate, view, now)) {
          return candidate;
        }
      }
    }
    if (authorised) {
      throw new OcspFailure(
          ResponseStatus.TRY_LATER,
          "no signer of "
              + first.issuer()
              + " may be used now: expired, not yet valid, or revoked by its own issuer's list");
    }
    return null;
  }

  /** Whether the signer's certificate is valid and its issuer's lists do not revoke it. */
  boolean usable(ResponseSigner signer, EvidenceView view, Instant now) {
    return signer.validAt(now) && !revoked(signer, view, now);
  }

  /** Whether the lists of its issuer, ended ones too, name the signer's certificate. */
  boolean revoked(ResponseSigner signer, EvidenceView view, Instant now) {
    Origin origin = origins.get(signer);
    if (origin == null) {
      return false;
    }
    return view.of(origin.issuer).everRevokes(origin.serial, now);
  }

  private static boolean speaksForAll(ResponseSigner signer, Set<ServedIssuer> issuers) {
    List<Issuer> authorised = signer.issuers();
    for (ServedIssuer issuer : issuers) {
      if (!authorised.contains(issuer.issuer())) {
        return false;
      }
    }
    return true;
  }
}
