package io.camelocsp.revocation;

import io.camelocsp.message.CertStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the evidence of one issuer says about one serial number at one moment. */
public sealed interface Judgement {

  /**
   * A status, and the interval its evidence vouches for.
   *
   * @param status good or revoked; unknown only where policy says so
   * @param thisUpdate when the evidence was made
   * @param nextUpdate when it ends; null if the evidence names no end
   * @param evidence which list or source decided, for logs and explanations: e.g. {@code crl
   *     acme#1042}
   */
  record Status(
      CertStatus status, Instant thisUpdate, @Nullable Instant nextUpdate, String evidence)
      implements Judgement {}

  /**
   * No valid evidence: none arrived yet, or all of it ended (spec 6.6). The issuer's policy
   * decides.
   *
   * @param reason for logs: what is missing since when
   */
  record NoEvidence(String reason) implements Judgement {}
}
