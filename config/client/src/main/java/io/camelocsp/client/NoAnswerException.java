package io.camelocsp.client;

/** Nothing that could be an answer came back. The message says what happened instead. */
public final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  private final String reason;

  NoAnswerException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** What happened instead. */
  public String reason() {
    return reason;
  }
}
