package io.camelocsp.revocation;

/** Is told of every list that is taken in, whichever way it came. */
@FunctionalInterface
public interface IntakeListener {
  /**
   * A list was not refused. It is durable; the next one is not taken in before this returns.
   *
   * @param acceptance what became of it
   * @param origin who brought it and from where
   */
  void taken(Acceptance acceptance, ListOrigin origin);
}
