package io.camelocsp.client;

/** How asking about one certificate ended; the worst of several is the one declared last. */
public enum Outcome {
  GOOD(0, "good"),
  REVOKED(1, "revoked"),
  UNKNOWN(2, "unknown"),
  /** Something came back that must not be relied on. */
  NOT_ACCEPTABLE(3, "not acceptable"),
  /** Nothing came back that could be an answer. */
  NO_ANSWER(4, "no answer");

  private final int exitCode;
  private final String label;

  Outcome(int exitCode, String label) {
    this.exitCode = exitCode;
    this.label = label;
  }

  /** The exit code of {@code camel-ocsp check}. */
  public int exitCode() {
    return exitCode;
  }

  /** In words, lower case. */
  public String label() {
    return label;
  }

  /** The worse of the two. */
  public Outcome worse(Outcome other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
