package io.camelocsp.operations;

/** How bad something is; in the order of badness. */
public enum Level {
  OK,
  /** Something will break, or deserves an operator's look. */
  WARNING,
  /** Clients do not get definite answers, or may not accept them. */
  CRITICAL;

  /** The worse of both. */
  public Level or(Level other) {
    return compareTo(other) < 0 ? other : this;
  }
}
