package io.camelocsp.signing;

/**
 * Signs response data with one key. Implementations are thread-safe.
 *
 * <p>It is one method so that a token, a key in memory and a test double are the same to callers;
 * what belongs to the key beside it (certificate, algorithm, cost) is in {@link ResponseSigner}.
 */
@FunctionalInterface
public interface Signer {
  /**
   * The signature value over {@code tbs}, as it goes into the BIT STRING.
   *
   * @throws SigningException if the key cannot be used now
   */
  byte[] sign(byte[] tbs) throws SigningException;
}
