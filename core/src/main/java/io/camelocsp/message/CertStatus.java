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

  /** The responder does not know the certificate. */
  record Unknown() implements CertStatus {}

  /** The word used in tables, logs and metrics: good, revoked or unknown. */
  default String label() {
    return this instanceof Good ? "good" : this instanceof Revoked ? "revoked" : "unknown";
  }
}
