package io.camelocsp.message;

/**
 * An expected failure of a request: the answer will be an OCSP error status. It carries no stack
 * trace, because strangers cause it at will and it must cost as little as an answer.
 */
public final class OcspFailure extends RuntimeException {
  private final ResponseStatus status;

  /**
   * @param status what to answer; not {@link ResponseStatus#SUCCESSFUL}
   * @param reason for our own log and billing, never sent; holds nothing of the request but sizes,
   *     names of fields and serial numbers
   */
  public OcspFailure(ResponseStatus status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  /** What to answer. */
  public ResponseStatus status() {
    return status;
  }

  /** Why, for our own log and billing. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
