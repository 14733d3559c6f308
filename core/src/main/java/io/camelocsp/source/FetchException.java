package io.camelocsp.source;

/**
 * An address did not give a list, and why, as a clause without full stop: {@code it answers 404 Not
 * Found}. It carries no stack trace: that servers fail is expected.
 */
public final class FetchException extends Exception {
  private static final long serialVersionUID = 1L;

  /** A failure in these words; they hold no secret. */
  public FetchException(String whatIsWrong) {
    super(whatIsWrong, null, false, false);
  }
}
