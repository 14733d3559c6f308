package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureAlgorithmTest {

  @ParameterizedTest
  @EnumSource(SignatureAlgorithm.class)
  void encodesTheIdentifierAsBouncyCastleDoes(SignatureAlgorithm algorithm) throws Exception {
    assertThat(algorithm.der())
        .isEqualTo(
            new DefaultSignatureAlgorithmIdentifierFinder()
                .find(algorithm.signatureName())
                .getEncoded("DER"));
  }

  @Test
  void givesRsaNullParametersAndEcdsaNone() {
    assertThat(HexFormat.of().formatHex(SignatureAlgorithm.RSA.der()))
        .isEqualTo("300d06092a864886f70d01010b0500");
    assertThat(HexFormat.of().formatHex(SignatureAlgorithm.EC_P256.der()))
        .isEqualTo("300a06082a8648ce3d040302");
  }

  @ParameterizedTest
  @CsvSource({
    "secp256r1, EC_P256, SHA256withECDSA",
    "secp384r1, EC_P384, SHA384withECDSA",
    "secp521r1, EC_P521, SHA512withECDSA"
  })
  void takesTheHashThatFitsTheCurve(String curve, SignatureAlgorithm expected, String name)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));

    SignatureAlgorithm algorithm = SignatureAlgorithm.of(generator.generateKeyPair().getPublic());

    assertThat(algorithm).isEqualTo(expected);
    assertThat(algorithm.signatureName()).isEqualTo(name);
  }

  @Test
  void refusesShortRsaKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);

    assertRefused(generator.generateKeyPair().getPublic(), "1024 bits");
  }

  @Test
  void refusesOtherCurves() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
    generator.initialize(new ECGenParameterSpec("secp256k1"));

    assertRefused(generator.generateKeyPair().getPublic(), "1.3.132.0.10");
  }

  @ParameterizedTest
  @CsvSource({"Ed448, Ed448", "DSA, DSA", "RSASSA-PSS, RSASSA-PSS"})
  void refusesOtherKindsOfKeys(String kind, String named) throws GeneralSecurityException {
    assertRefused(KeyPairGenerator.getInstance(kind).generateKeyPair().getPublic(), named);
  }

  private static void assertRefused(PublicKey key, String word) {
    assertThatExceptionOfType(InvalidKeyException.class)
        .isThrownBy(() -> SignatureAlgorithm.of(key))
        .withMessageContaining(word);
  }
}
