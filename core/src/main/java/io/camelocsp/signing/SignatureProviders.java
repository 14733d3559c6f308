package io.camelocsp.signing;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which JCA provider makes the signatures of keys in memory.
 *
 * <p>The Amazon Corretto Crypto Provider (ACCP), where it is on the class path and its native
 * library loads, is four times (RSA-2048), five (P-256) and over three times (Ed25519) as fast as
 * the best of the others. Without it: SunRsaSign for RSA, and Bouncy Castle for EC and Ed25519,
 * because SunEC of JDK 17 makes a seventh of its P-256 signatures. Providers are used as instances;
 * the JVM's list of providers is nobody's to change from a library. Thread-safe.
 */
public final class SignatureProviders {
  private static final Logger LOG = LoggerFactory.getLogger(SignatureProviders.class);
  private static final String ACCP =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private final @Nullable Provider accelerator;
  private final Provider bouncyCastle = new BouncyCastleProvider();

  SignatureProviders(@Nullable Provider accelerator) {
    this.accelerator = accelerator;
  }

  /** The providers of this JVM, looked for once and logged once. */
  public static SignatureProviders standard() {
    return Standard.INSTANCE;
  }

  /** Loaded at first use: the accelerator unpacks a library and tests itself, about 0.1 s. */
  private static final class Standard {
    static final SignatureProviders INSTANCE = new SignatureProviders(findAccelerator());
  }

  /**
   * A signer of a key in memory. The key is translated to its provider once, and each thread keeps
   * one {@link Signature}: importing an RSA key per signature costs the accelerator two thirds of
   * its speed (1,437 instead of 4,062 RSA-2048 signatures per second).
   *
   * @param name for messages
   * @throws GeneralSecurityException if no provider takes the key
   */
  MadeSigner signer(String name, PrivateKey key, SignatureAlgorithm algorithm)
      throws GeneralSecurityException {
    GeneralSecurityException refusal = null;
    for (Candidate candidate : candidates(algorithm)) {
      Provider provider = candidate.provider;
      try {
        PrivateKey own = translated(key, algorithm, provider);
        Signature trial = Signature.getInstance(algorithm.signatureName(), provider);
        trial.initSign(own);
        LOG.debug("Signer {} signs with {} of {}", name, algorithm, provider.getName());
        return new MadeSigner(
            new KeySigner(name, own, algorithm.signatureName(), provider),
            cost(algorithm, candidate));
      } catch (GeneralSecurityException e) {
        LOG.debug("{} does not take the key of signer {}", provider.getName(), name, e);
        if (refusal == null) {
          refusal = e;
        } else {
          refusal.addSuppressed(e);
        }
      }
    }
    throw refusal == null
        ? new NoSuchAlgorithmException("no provider for " + algorithm.signatureName())
        : refusal;
  }

  /**
   * @param signer signs
   * @param cost where it may
   */
  record MadeSigner(Signer signer, SigningCost cost) {}

  /**
   * @param fast whether its P-256 and Ed25519 signatures take a few tens of microseconds
   */
  private record Candidate(Provider provider, boolean fast) {}

  /** In order of preference. */
  private List<Candidate> candidates(SignatureAlgorithm algorithm) {
    List<Candidate> candidates = new ArrayList<>();
    if (accelerator != null) {
      candidates.add(new Candidate(accelerator, true));
    }
    Provider sunRsa = Security.getProvider("SunRsaSign");
    if (algorithm == SignatureAlgorithm.RSA && sunRsa != null) {
      candidates.add(new Candidate(sunRsa, false));
    }
    candidates.add(new Candidate(bouncyCastle, true));
    return candidates;
  }

  private static PrivateKey translated(
      PrivateKey key, SignatureAlgorithm algorithm, Provider provider)
      throws GeneralSecurityException {
    byte[] encoded = key.getEncoded();
    if (encoded == null || provider.getService("KeyFactory", algorithm.keyName()) == null) {
      // ACCP brings no Ed25519 key factory: its Signature takes the JDK's key, once per thread.
      return key;
    }
    return KeyFactory.getInstance(algorithm.keyName(), provider)
        .generatePrivate(new PKCS8EncodedKeySpec(encoded));
  }

  private static SigningCost cost(SignatureAlgorithm algorithm, Candidate candidate) {
    return switch (algorithm) {
      case EC_P256, ED25519 -> candidate.fast ? SigningCost.CHEAP : SigningCost.EXPENSIVE;
      case RSA, EC_P384, EC_P521 -> SigningCost.EXPENSIVE;
    };
  }

  /** ACCP if it is there and healthy; never a reason not to start. */
  static @Nullable Provider findAccelerator() {
    try {
      Class<?> type = Class.forName(ACCP, true, SignatureProviders.class.getClassLoader());
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      Object loadingError = type.getMethod("getLoadingError").invoke(provider);
      if (provider == null || loadingError != null) {
        LOG.warn(
            "Amazon Corretto Crypto Provider is on the class path, but its native library does not"
                + " load ({}): signatures are made by the JDK (RSA) and Bouncy Castle (EC, Ed25519)",
            String.valueOf(loadingError));
        return null;
      }
      type.getMethod("assertHealthy").invoke(provider);
      LOG.info("Signatures are made by {} {}", provider.getName(), provider.getVersionStr());
      return provider;
    } catch (ClassNotFoundException e) {
      LOG.info(
          "Signatures are made by the JDK (RSA) and Bouncy Castle (EC, Ed25519): Amazon Corretto"
              + " Crypto Provider is not on the class path");
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      LOG.warn(
          "Amazon Corretto Crypto Provider cannot be used: signatures are made by the JDK (RSA) and"
              + " Bouncy Castle (EC, Ed25519)",
          e);
    }
    return null;
  }
}
