package io.camelocsp.workflow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a responder's answers (spec 8.4).
 *
 * @param responderId how the signer is named
 * @param certificates which certificates go along
 * @param validity from signing to nextUpdate, always cut at the evidence's end and the signer's;
 *     null: until the evidence ends
 */
public record ResponseProfile(
    ResponderIdForm responderId, IncludedCertificates certificates, @Nullable Duration validity) {

  /** What a responder uses unless told otherwise. */
  public static final ResponseProfile DEFAULT =
      new ResponseProfile(ResponderIdForm.BY_KEY, IncludedCertificates.SIGNER, null);
}
