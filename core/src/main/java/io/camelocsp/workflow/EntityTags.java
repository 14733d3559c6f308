package io.camelocsp.workflow;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SingleResponse;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags {@code "F-H"} (spec 3.2): F a fingerprint of what the answer says and who signs it, H
 * a hash of the response. F can be computed without signing, so a client whose copy is current is
 * told so for the price of a look-up. Stateless.
 */
final class EntityTags {
  private static final MessageDigest SHA_256 = template();
  private static final HexFormat HEX = HexFormat.of();
  private static final int FINGERPRINT_OCTETS = 12;
  private static final int HASH_OCTETS = 16;
  private static final Pattern TAG =
      Pattern.compile(
          "\"([0-9a-f]{%d})-[0-9a-f]{%d}\"".formatted(2 * FINGERPRINT_OCTETS, 2 * HASH_OCTETS));

  private EntityTags() {}

  /** F: equal for two answers if and only if clients may use one for the other. */
  static String fingerprint(ValidatedRequest validated, ResponseProfile profile) {
    MessageDigest sha256 = sha256();
    for (SingleResponse response : validated.responses()) {
      sha256.update(response.certId().der());
      ByteBuffer facts = ByteBuffer.allocate(34);
      facts.putLong(response.thisUpdate().getEpochSecond());
      Instant nextUpdate = response.nextUpdate();
      facts.putLong(nextUpdate == null ? Long.MIN_VALUE : nextUpdate.getEpochSecond());
      if (response.status() instanceof CertStatus.Revoked revoked) {
        facts.put((byte) 1).put((byte) revoked.reason().code());
        facts.putLong(revoked.time().getEpochSecond());
      } else if (response.status() instanceof CertStatus.NeverIssued) {
        facts.put((byte) 3);
      } else {
        facts.put((byte) (response.status() instanceof CertStatus.Good ? 0 : 2));
      }
      sha256.update(facts.array());
    }
    sha256.update(profile.responderId().of(validated.signer()).der());
    sha256.update((byte) (profile.certificates() == IncludedCertificates.SIGNER ? 1 : 0));
    sha256.update(validated.signer().certificate().getSerialNumber().toByteArray());
    return HEX.formatHex(sha256.digest(), 0, FINGERPRINT_OCTETS);
  }

  /** The whole tag, quotes included. */
  static String tag(String fingerprint, byte[] response) {
    return '"' + fingerprint + '-' + HEX.formatHex(sha256().digest(response), 0, HASH_OCTETS) + '"';
  }

  /**
   * The tag of an If-None-Match field (RFC 9110 13.1.2) that has this fingerprint, or null. Only
   * what looks like a tag of ours is returned, because it goes out again: nothing else of the field
   * may. {@code *} does not count: nobody who holds an OCSP answer sends it.
   */
  static @Nullable String current(String ifNoneMatch, String fingerprint) {
    Matcher tags = TAG.matcher(ifNoneMatch);
    while (tags.find()) {
      if (tags.group(1).equals(fingerprint)) {
        return tags.group();
      }
    }
    return null;
  }

  /** To be cloned: looking an algorithm up costs more than hashing a fingerprint. */
  private static MessageDigest template() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA_256.clone();
    } catch (CloneNotSupportedException e) {
      return template();
    }
  }
}
