package io.camelocsp.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Signs what the test CA makes, by Bouncy Castle as an instance, never as an installed provider.
 */
final class TestSigning {

  private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private TestSigning() {}

  /** A signer for one signature; fails when the key cannot sign by that algorithm. */
  static ContentSigner signer(PrivateKey key, String algorithm) {
    try {
      return new JcaContentSignerBuilder(algorithm).setProvider(BOUNCY_CASTLE).build(key);
    } catch (OperatorCreationException e) {
      throw new IllegalArgumentException(
          "a " + key.getAlgorithm() + " key cannot sign by " + algorithm, e);
    }
  }

  static byte[] sign(ContentSigner signer, byte[] content) {
    try (OutputStream out = signer.getOutputStream()) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("a signer in memory failed", e);
    }
    return signer.getSignature();
  }
}
