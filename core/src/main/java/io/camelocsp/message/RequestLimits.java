package io.camelocsp.message;

/**
 * Ceilings the decoder applies (spec 3.4).
 *
 * @param maxSingleRequests most single requests in one request
 * @param maxOctets longest request, for those who read one from a stream; the decoder is given
 *     whole requests
 */
public record RequestLimits(int maxSingleRequests, int maxOctets) {
  /** What a responder allows unless told otherwise. */
  public static final RequestLimits DEFAULT = new RequestLimits(20, 16 << 10);
}
