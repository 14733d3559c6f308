package io.camelocsp.message;

/** OCSPResponseStatus (RFC 6960 4.2.1); the value 4 is not used. */
public enum ResponseStatus {
  SUCCESSFUL(0, "successful"),
  MALFORMED_REQUEST(1, "malformedRequest"),
  INTERNAL_ERROR(2, "internalError"),
  TRY_LATER(3, "tryLater"),
  SIG_REQUIRED(5, "sigRequired"),
  UNAUTHORIZED(6, "unauthorized");

  private final int code;
  private final String label;

  ResponseStatus(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The ENUMERATED value. */
  public int code() {
    return code;
  }

  /** The name RFC 6960 gives it. */
  public String label() {
    return label;
  }
}
