package io.camelocsp.workflow;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.ResponseData;
import io.camelocsp.message.ResponseEncoder;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SingleResponse;
import io.camelocsp.signing.ResponseSigner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Step 8 of the workflow (spec 2): what is signed, and what a signature makes of it. The signature
 * itself is made in between, on the event loop or on the signing pool. Stateless.
 */
public final class ResponseSigning {
  private ResponseSigning() {}

  /** The DER of ResponseData, to be signed by {@code validated.signer()}. */
  public static byte[] toBeSigned(
      ValidatedRequest validated, OcspRequest request, ResponseProfile profile) {
    return ResponseEncoder.encodeTbs(
        new ResponseData(
            profile.responderId().of(validated.signer()),
            validated.producedAt(),
            validated.responses(),
            request.nonce()));
  }

  /** The answer made of what was signed and its signature. */
  public static Answer signed(
      byte[] toBeSigned,
      byte[] signature,
      ValidatedRequest validated,
      OcspRequest request,
      ResponseProfile profile) {
    ResponseSigner signer = validated.signer();
    List<byte[]> certificates =
        profile.certificates() == IncludedCertificates.SIGNER ? signer.certificates() : List.of();
    byte[] der = ResponseEncoder.encode(toBeSigned, signer.algorithmDer(), signature, certificates);
    return new Answer(
        der, ResponseStatus.SUCCESSFUL, Via.LOCAL, caching(der, validated, request, profile));
  }

  /**
   * The 304 for a client whose copy is current, or null if it has to be answered in full.
   *
   * @param ifNoneMatch the request's If-None-Match field; null without one
   */
  public static @Nullable Answer notModified(
      @Nullable String ifNoneMatch,
      ValidatedRequest validated,
      OcspRequest request,
      ResponseProfile profile) {
    if (ifNoneMatch == null || !validated.evidenceBound() || !cacheable(validated, request)) {
      return null;
    }
    String tag = EntityTags.current(ifNoneMatch, EntityTags.fingerprint(validated, profile));
    if (tag == null) {
      return null;
    }
    Caching caching = caching(validated, tag);
    return new Answer(new byte[0], ResponseStatus.SUCCESSFUL, Via.NOT_MODIFIED, caching);
  }

  private static @Nullable Caching caching(
      byte[] der, ValidatedRequest validated, OcspRequest request, ResponseProfile profile) {
    if (!cacheable(validated, request)) {
      return null;
    }
    return caching(validated, EntityTags.tag(EntityTags.fingerprint(validated, profile), der));
  }

  private static @Nullable Caching caching(ValidatedRequest validated, String entityTag) {
    SingleResponse response = validated.results().get(0).response();
    Instant nextUpdate = response.nextUpdate();
    if (nextUpdate == null) {
      return null;
    }
    long lifetimeSeconds = Duration.between(validated.producedAt(), nextUpdate).toSeconds();
    // One second less: a cache must have let go before nextUpdate, not at it (RFC 9919 6).
    return new Caching(
        entityTag, response.thisUpdate(), nextUpdate, Math.max(0, lifetimeSeconds - 1));
  }

  /**
   * Spec 3.2: one single request, no nonce, nextUpdate present, neither unknown nor never issued.
   */
  private static boolean cacheable(ValidatedRequest validated, OcspRequest request) {
    if (validated.results().size() != 1 || request.nonce() != null) {
      return false;
    }
    SingleResponse response = validated.results().get(0).response();
    return response.nextUpdate() != null
        && (response.status() instanceof CertStatus.Good
            || response.status() instanceof CertStatus.Revoked);
  }
}
