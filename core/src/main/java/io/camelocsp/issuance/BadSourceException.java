package io.camelocsp.issuance;

/**
 * A source of issued serial numbers that must not be used. It carries no stack trace: a bad file is
 * an expected event, and its texts say more than a trace would.
 */
public final class BadSourceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param wrong what is wrong, naming the file and, where there are lines, the line
   * @param remedy what to do about it
   */
  public BadSourceException(String wrong, String remedy) {
    super(wrong, null, false, false);
    this.remedy = remedy;
  }

  /** What is wrong, and where. */
  public String whatIsWrong() {
    return String.valueOf(getMessage());
  }

  /** What to do about it. */
  public String whatToDo() {
    return remedy;
  }
}
