package io.camelocsp.signing;

/** Where a signature may be made (design section 5). */
public enum SigningCost {
  /** A few tens of microseconds, never blocks: made on the event loop. */
  CHEAP,
  /** RSA, tokens, slow providers: made on the bounded {@link SigningPool}. */
  EXPENSIVE
}
