package io.camelocsp.message;

/**
 * Ceilings the decoder applies (spec 3.4).
 *
 * @param maxSingleRequests most single requests in one request
 */
public record RequestLimits(int maxSingleRequests) {
  /** What a responder allows unless told otherwise. */
  public static final RequestLimits DEFAULT = new RequestLimits(20);
}
