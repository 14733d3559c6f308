package io.camelocsp.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.camelocsp.signing.SignatureProviders.MadeSigner;
import io.camelocsp.testkit.KeyKind;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureProvidersTest {
  private static final byte[] TBS = {0x30, 3, 1, 2, 3};
  private static final SignatureProviders WITHOUT_ACCELERATOR = new SignatureProviders(null);

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void signsSoThatTheJdkAndBouncyCastleVerify(KeyKind kind) throws Exception {
    signAndVerify(WITHOUT_ACCELERATOR, kind);
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void acceleratorSignsSoThatTheJdkAndBouncyCastleVerify(KeyKind kind) throws Exception {
    Provider accelerator = SignatureProviders.findAccelerator();
    Assumptions.assumeTrue(accelerator != null, "ACCP is not on the class path");

    MadeSigner made = signAndVerify(new SignatureProviders(accelerator), kind);

    assertThat(made.signer()).asString().contains("AmazonCorrettoCryptoProvider");
  }

  @Test
  void prefersTheJdkForRsaAndBouncyCastleForCurves() throws Exception {
    assertThat(signer(WITHOUT_ACCELERATOR, KeyKind.RSA_2048).signer())
        .hasToString("test (SunRsaSign)");
    assertThat(signer(WITHOUT_ACCELERATOR, KeyKind.EC_P256).signer()).hasToString("test (BC)");
    assertThat(signer(WITHOUT_ACCELERATOR, KeyKind.ED25519).signer()).hasToString("test (BC)");
  }

  @Test
  void callsOnlyFastCurvesCheap() throws Exception {
    assertThat(signer(WITHOUT_ACCELERATOR, KeyKind.EC_P256).cost()).isEqualTo(SigningCost.CHEAP);
    assertThat(signer(WITHOUT_ACCELERATOR, KeyKind.ED25519).cost()).isEqualTo(SigningCost.CHEAP);
    assertThat(signer(WITHOUT_ACCELERATOR, KeyKind.EC_P384).cost())
        .isEqualTo(SigningCost.EXPENSIVE);
    assertThat(signer(WITHOUT_ACCELERATOR, KeyKind.RSA_2048).cost())
        .isEqualTo(SigningCost.EXPENSIVE);
  }

  @Test
  void takesTheNextProviderIfTheAcceleratorRefusesTheKey() throws Exception {
    SignatureProviders providers = new SignatureProviders(new Provider("Empty", "1", "") {});

    MadeSigner made = signAndVerify(providers, KeyKind.EC_P256);

    assertThat(made.signer()).hasToString("test (BC)");
    assertThat(made.cost()).isEqualTo(SigningCost.CHEAP);
  }

  @Test
  void leavesTheListOfProvidersAlone() throws Exception {
    List<Provider> before = List.of(Security.getProviders());

    signer(SignatureProviders.standard(), KeyKind.EC_P256);

    assertThat(Security.getProviders()).containsExactlyElementsOf(before);
  }

  @Test
  void refusesKeyOfAnotherKind() {
    KeyPair curve = KeyKind.EC_P256.keyPair("curve");

    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(
            () -> WITHOUT_ACCELERATOR.signer("test", curve.getPrivate(), SignatureAlgorithm.RSA));
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyKind.class,
      names = {"RSA_2048", "EC_P256"})
  void signsInManyThreadsAtOnce(KeyKind kind) throws Exception {
    KeyPair keys = kind.keyPair("threads");
    Signer signer = signer(SignatureProviders.standard(), keys).signer();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<byte[]>> work = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        byte[] tbs = {(byte) i};
        work.add(() -> signer.sign(tbs));
      }
      List<Future<byte[]>> signatures = threads.invokeAll(work);
      for (int i = 0; i < 100; i++) {
        byte[] tbs = {(byte) i};
        assertThat(verifies(tbs, signatures.get(i).get(), keys.getPublic(), null)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static MadeSigner signAndVerify(SignatureProviders providers, KeyKind kind)
      throws Exception {
    KeyPair keys = kind.keyPair("verified");
    MadeSigner made = signer(providers, keys);
    // Twice: the second uses the thread's Signature again.
    for (int i = 0; i < 2; i++) {
      byte[] signature = made.signer().sign(TBS);
      assertThat(verifies(TBS, signature, keys.getPublic(), null)).isTrue();
      assertThat(verifies(TBS, signature, keys.getPublic(), new BouncyCastleProvider())).isTrue();
      assertThat(verifies(new byte[1], signature, keys.getPublic(), null)).isFalse();
    }
    return made;
  }

  private static MadeSigner signer(SignatureProviders providers, KeyKind kind)
      throws GeneralSecurityException {
    return signer(providers, kind.keyPair("test"));
  }

  private static MadeSigner signer(SignatureProviders providers, KeyPair keys)
      throws GeneralSecurityException {
    return providers.signer("test", keys.getPrivate(), SignatureAlgorithm.of(keys.getPublic()));
  }

  private static boolean verifies(
      byte[] tbs, byte[] value, PublicKey key, @Nullable Provider provider)
      throws GeneralSecurityException {
    String name = signatureName(key);
    Signature signature =
        provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
    signature.initVerify(key);
    signature.update(tbs);
    return signature.verify(value);
  }

  private static String signatureName(PublicKey key) throws InvalidKeyException {
    return SignatureAlgorithm.of(key).signatureName();
  }
}
