package io.camelocsp.signing;

/**
 * Takes what became of a signature; exactly one method is called, once: on a pool thread, or by
 * {@link SigningPool#close} for what it gives up.
 */
public interface SigningCallback {
  /** The signature value, as it goes into the BIT STRING. */
  void signed(byte[] signature);

  /** The key could not sign now, or the pool ended before it came to it. */
  void failed(SigningException failure);
}
