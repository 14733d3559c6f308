package io.camelocsp.signing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import org.jspecify.annotations.Nullable;

/**
 * Signs with a key in memory. Each thread keeps one initialised {@link Signature} for each signer
 * it uses; it is let go with the signer or the thread, whichever ends first.
 */
final class KeySigner implements Signer {
  private final String name;
  private final PrivateKey key;
  private final String algorithm;
  private final Provider provider;

  @SuppressWarnings("ThreadLocalUsage") // a signer is as long-lived as a configuration
  private final ThreadLocal<@Nullable Signature> signatures = new ThreadLocal<>();

  KeySigner(String name, PrivateKey key, String algorithm, Provider provider) {
    this.name = name;
    this.key = key;
    this.algorithm = algorithm;
    this.provider = provider;
  }

  @Override
  public byte[] sign(byte[] tbs) throws SigningException {
    try {
      Signature signature = signatures.get();
      if (signature == null) {
        signature = Signature.getInstance(algorithm, provider);
        signature.initSign(key);
        signatures.set(signature);
      }
      signature.update(tbs);
      return signature.sign();
    } catch (GeneralSecurityException | RuntimeException e) {
      // What state it is in now is the provider's secret: the next call starts with a new one.
      signatures.remove();
      throw new SigningException(
          "signer " + name + " cannot sign with " + algorithm + " of " + provider.getName(), e);
    }
  }

  /** The signer's name and provider, nothing of the key. */
  @Override
  public String toString() {
    return name + " (" + provider.getName() + ")";
  }
}
