package io.camelocsp.testkit;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The key types that test certificates come in, each with the signature algorithm that goes with
 * it.
 *
 * <p>Keys come from the JDK's own providers, so PKCS#12 files and JDK clients take them as they
 * are. Thread-safe.
 */
public enum KeyKind {
  /** RSA with 2048 bits, signing with {@code SHA256withRSA}. */
  RSA_2048("RSA", "SHA256withRSA"),
  /** The curve secp256r1, signing with {@code SHA256withECDSA}. */
  EC_P256("EC", "SHA256withECDSA"),
  /** The curve secp384r1, signing with {@code SHA384withECDSA}. */
  EC_P384("EC", "SHA384withECDSA"),
  /** Ed25519 (RFC 8032, RFC 8410). */
  ED25519("Ed25519", "Ed25519");

  /** Making an RSA key takes up to a second, more than most tests: one key per label is enough. */
  private static final Map<String, KeyPair> RSA_KEYS_BY_LABEL = new ConcurrentHashMap<>();

  private final String keyAlgorithm;
  private final String signatureAlgorithm;

  KeyKind(String keyAlgorithm, String signatureAlgorithm) {
    this.keyAlgorithm = keyAlgorithm;
    this.signatureAlgorithm = signatureAlgorithm;
  }

  /** The JCA name of the signature algorithm that keys of this kind sign with by default. */
  public String signatureAlgorithm() {
    return signatureAlgorithm;
  }

  /**
   * A key pair of this kind: a fresh one at each call, except for RSA, where the same label always
   * gives the same key pair within one JVM.
   */
  public KeyPair keyPair(String label) {
    return this == RSA_2048
        ? RSA_KEYS_BY_LABEL.computeIfAbsent(label, ignored -> generate())
        : generate();
  }

  private KeyPair generate() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(keyAlgorithm);
      generator.initialize(parameters());
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot make a key of kind " + this, e);
    }
  }

  private AlgorithmParameterSpec parameters() {
    return switch (this) {
      case RSA_2048 -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
      case EC_P256 -> new ECGenParameterSpec("secp256r1");
      case EC_P384 -> new ECGenParameterSpec("secp384r1");
      case ED25519 -> NamedParameterSpec.ED25519;
    };
  }
}
