package io.camelocsp.message;

import java.time.Instant;

/** What is answered about one certificate (RFC 6960 2.2, CertStatus of 4.2.1). */
public sealed interface CertStatus {

  /** Covered by evidence and not revoked. */
  record Good() implements CertStatus {}

  /**
   * Revoked, or on hold.
   *
   * @param time when, in whole seconds
   * @param reason why; {@link RevocationReason#UNSPECIFIED} is not encoded
   */
  record Revoked(Instant time, RevocationReason reason) implements CertStatus {}

  /**
   * No certificate with this serial number was ever issued: the extended definition of "revoked" of
   * RFC 6960 2.2. It is encoded as revoked, on hold since {@link #TIME}, and the response says by
   * the extension of RFC 6960 4.4.8 that it is meant so.
   */
  record NeverIssued() implements CertStatus {
    /** revocationTime of what was never issued: January 1, 1970 (RFC 6960 2.2). */
    public static final Instant TIME = Instant.EPOCH;

    /** The status as it is encoded. */
    public Revoked asRevoked() {
      return new Revoked(TIME, RevocationReason.CERTIFICATE_HOLD);
    }
  }

  /** The responder does not know the certificate. */
  record Unknown() implements CertStatus {}

  /** The word used in tables, logs and metrics: good, revoked or unknown. */
  default String label() {
    return this instanceof Good ? "good" : this instanceof Unknown ? "unknown" : "revoked";
  }
}
