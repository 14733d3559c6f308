package io.camelocsp.signing;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The keys we make for signers. */
public enum SignerKeyKind {
  /** The default: 15 times as many answers per second as RSA-2048, and shorter ones. */
  EC_P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
  /** For clients that know nothing but RSA. */
  RSA_2048("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "SHA256withRSA"),
  /** For policies that ask for more than 112 bits of security from RSA. */
  RSA_3072("RSA", new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4), "SHA256withRSA");

  private final String algorithm;
  private final AlgorithmParameterSpec parameters;
  private final String signatureAlgorithm;

  SignerKeyKind(String algorithm, AlgorithmParameterSpec parameters, String signatureAlgorithm) {
    this.algorithm = algorithm;
    this.parameters = parameters;
    this.signatureAlgorithm = signatureAlgorithm;
  }

  KeyPair generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(parameters);
    return generator.generateKeyPair();
  }

  String signatureAlgorithm() {
    return signatureAlgorithm;
  }
}
