package io.camelocsp.revocation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the issuance evidence of one issuer says about one serial number at one moment. */
public sealed interface IssuanceJudgement {

  /**
   * It was issued.
   *
   * @param evidence which list or source says so
   */
  record Issued(String evidence) implements IssuanceJudgement {}

  /**
   * All evidence is complete and in force, and none lists it.
   *
   * @param thisUpdate of the oldest evidence
   * @param nextUpdate of what ends first; null if nothing names an end
   * @param evidence which lists or sources say so
   */
  record NeverIssued(Instant thisUpdate, @Nullable Instant nextUpdate, String evidence)
      implements IssuanceJudgement {}

  /**
   * Nothing lists it, but that proves nothing.
   *
   * @param reason what is missing or has ended
   */
  record NoEvidence(String reason) implements IssuanceJudgement {}
}
