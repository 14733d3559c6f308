package io.camelocsp.workflow;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.Evidence;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerSet;
import io.camelocsp.signing.SignerTrust;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who signs an answer (spec 1.3 and 8.1): a signer that is authorised for <em>every</em>
 * issuer it speaks about, whose certificate is valid now and which our lists do not revoke. Asked
 * per request, so a delegate that a list revokes stops with that list. Thread-safe.
 */
final class SignerChoice {
  private final SignerSet signers;

  SignerChoice(SignerSet signers) {
    this.signers = signers;
  }

  /**
   * @return the signer, or null if each issuer has signers but none speaks for all of them
   * @throws OcspFailure {@code unauthorized} if some issuer has no signer at all, {@code tryLater}
   *     if there is one for all of them, but none that may be used now
   */
  @Nullable ResponseSigner forAll(Set<ServedIssuer> issuers, Instant now) {
    for (ServedIssuer issuer : issuers) {
      if (signers.candidates(issuer.issuer()).isEmpty()) {
        throw new OcspFailure(
            ResponseStatus.UNAUTHORIZED, "issuer " + issuer.issuer() + " has no signer");
      }
    }
    ServedIssuer first = issuers.iterator().next();
    boolean authorised = false;
    for (ResponseSigner candidate : signers.candidates(first.issuer())) {
      if (speaksForAll(candidate, issuers)) {
        authorised = true;
        if (usable(candidate, issuers, now)) {
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

  /** Whether the signer's certificate is valid and none of these issuers' lists revokes it. */
  static boolean usable(ResponseSigner signer, Iterable<ServedIssuer> issuers, Instant now) {
    if (!signer.validAt(now)) {
      return false;
    }
    for (ServedIssuer issuer : issuers) {
      if (revoked(signer, issuer)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether this issuer issued the signer's certificate and its lists, ended ones too, name it. The
   * CA's own certificate is nobody's delegate: what revokes it is its parent's business.
   */
  static boolean revoked(ResponseSigner signer, ServedIssuer issuer) {
    if (signer.trust() == SignerTrust.ISSUER
        || !signer
            .certificate()
            .getIssuerX500Principal()
            .equals(issuer.issuer().certificate().getSubjectX500Principal())) {
      return false;
    }
    SerialNumber serial = SerialNumber.of(signer.certificate().getSerialNumber());
    for (Evidence evidence : issuer.data().snapshot().evidence()) {
      if (evidence.revocationOf(serial) != null) {
        return true;
      }
    }
    return false;
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
