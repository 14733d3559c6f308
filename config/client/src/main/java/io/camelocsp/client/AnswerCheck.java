package io.camelocsp.client;

/**
 * One thing that was checked about an answer.
 *
 * @param aspect what
 * @param result how it went
 * @param detail in words; empty if there is nothing to say beyond the result
 */
public record AnswerCheck(Aspect aspect, Result result, String detail) {

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

  static AnswerCheck ok(Aspect aspect) {
    return new AnswerCheck(aspect, Result.OK, "");
  }

  static AnswerCheck note(Aspect aspect, String detail) {
    return new AnswerCheck(aspect, Result.NOTE, detail);
  }

  static AnswerCheck failed(Aspect aspect, String detail) {
    return new AnswerCheck(aspect, Result.FAILED, detail);
  }
}
