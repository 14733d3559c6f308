package io.camelocsp.standalone.client;

/**
 * One thing that was checked about an answer.
 *
 * @param aspect what
 * @param result how it went
 * @param detail in words; empty if there is nothing to say beyond the result
 */
public record Finding(Aspect aspect, Result result, String detail) {

  /** What is checked, in the order in which it is reported. */
  public enum Aspect {
    RESPONSE("response"),
    SIGNATURE("signature"),
    SIGNER("signer"),
    CERT_ID("CertID"),
    TIMES("times"),
    NONCE("nonce");

    private final String label;

    Aspect(String label) {
      this.label = label;
    }

    /** The word for it in reports. */
    public String label() {
      return label;
    }
  }

  /** How a check went. */
  public enum Result {
    OK,
    /** Worth knowing, no reason to refuse. */
    NOTE,
    /** The answer must not be relied on. */
    FAILED
  }

  static Finding ok(Aspect aspect) {
    return new Finding(aspect, Result.OK, "");
  }

  static Finding note(Aspect aspect, String detail) {
    return new Finding(aspect, Result.NOTE, detail);
  }

  static Finding failed(Aspect aspect, String detail) {
    return new Finding(aspect, Result.FAILED, detail);
  }
}
