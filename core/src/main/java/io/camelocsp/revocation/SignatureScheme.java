package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;
import io.camelocsp.der.DerException;
import io.camelocsp.der.DerReader;
import io.camelocsp.der.DerTag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * How a list is signed: a closed table of signature algorithms. What is not in it is unknown,
 * however many the providers support.
 *
 * @param name as the JCA calls it
 * @param strength whether its hash can be trusted
 * @param pss parameters of RSASSA-PSS; else null
 */
record SignatureScheme(String name, Strength strength, @Nullable PSSParameterSpec pss) {

  /** What may be signed with an algorithm. */
  enum Strength {
    GOOD,
    /** SHA-1: collisions cost money, not luck; allowed where the policy says so. */
    SHA1,
    /** MD5: never. */
    BROKEN
  }

  private static final String PSS = "RSASSA-PSS";

  /**
   * EdDSA signs the message, not its hash: the JDK and Bouncy Castle keep all of it on the heap.
   */
  private static final int MAX_BUFFERED_OCTETS = 64 << 20;

  private static final Map<String, SignatureScheme> KNOWN =
      Map.ofEntries(
          known("1.2.840.113549.1.1.4", "MD5withRSA", Strength.BROKEN),
          known("1.2.840.113549.1.1.5", "SHA1withRSA", Strength.SHA1),
          known("1.2.840.113549.1.1.14", "SHA224withRSA", Strength.GOOD),
          known("1.2.840.113549.1.1.11", "SHA256withRSA", Strength.GOOD),
          known("1.2.840.113549.1.1.12", "SHA384withRSA", Strength.GOOD),
          known("1.2.840.113549.1.1.13", "SHA512withRSA", Strength.GOOD),
          known("1.2.840.10045.4.1", "SHA1withECDSA", Strength.SHA1),
          known("1.2.840.10045.4.3.1", "SHA224withECDSA", Strength.GOOD),
          known("1.2.840.10045.4.3.2", "SHA256withECDSA", Strength.GOOD),
          known("1.2.840.10045.4.3.3", "SHA384withECDSA", Strength.GOOD),
          known("1.2.840.10045.4.3.4", "SHA512withECDSA", Strength.GOOD),
          known("1.2.840.10040.4.3", "SHA1withDSA", Strength.SHA1),
          known("2.16.840.1.101.3.4.3.2", "SHA256withDSA", Strength.GOOD),
          known("1.3.101.112", "Ed25519", Strength.GOOD),
          known("1.3.101.113", "Ed448", Strength.GOOD),
          known("2.16.840.1.101.3.4.3.17", "ML-DSA-44", Strength.GOOD),
          known("2.16.840.1.101.3.4.3.18", "ML-DSA-65", Strength.GOOD),
          known("2.16.840.1.101.3.4.3.19", "ML-DSA-87", Strength.GOOD));

  private static Map.Entry<String, SignatureScheme> known(
      String oid, String name, Strength strength) {
    return Map.entry(oid, new SignatureScheme(name, strength, null));
  }

  /** Bouncy Castle as an instance, made when the JDK's providers do not suffice. */
  private static final class Fallback {
    static final Provider PROVIDER = new BouncyCastleProvider();
  }

  /** The OID of an AlgorithmIdentifier, dotted. */
  static String oid(byte[] algorithmIdentifier) throws DerException {
    return DerReader.of(algorithmIdentifier).readSequence().readOid().toString();
  }

  /** The scheme an AlgorithmIdentifier names; null if it is not in the table. */
  static @Nullable SignatureScheme of(byte[] algorithmIdentifier) throws DerException {
    String oid = oid(algorithmIdentifier);
    return oid.equals("1.2.840.113549.1.1.10") ? pss(algorithmIdentifier) : KNOWN.get(oid);
  }

  private static @Nullable SignatureScheme pss(byte[] algorithmIdentifier) throws DerException {
    DerBuffer der = new DerBuffer(ByteBuffer.wrap(algorithmIdentifier));
    long sequence = der.expect(DerTag.SEQUENCE, 0, der.size());
    int at = DerBuffer.end(der.element(DerBuffer.start(sequence), der.size()));
    PSSParameterSpec spec = PSSParameterSpec.DEFAULT;
    if (at < der.size()) {
      try {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance(PSS);
        parameters.init(der.copy(at, der.size()));
        spec = parameters.getParameterSpec(PSSParameterSpec.class);
      } catch (IOException | InvalidParameterSpecException | NoSuchAlgorithmException e) {
        return null;
      }
    }
    return switch (spec.getDigestAlgorithm()) {
      case "SHA-1" -> new SignatureScheme(PSS, Strength.SHA1, spec);
      case "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/224", "SHA-512/256" ->
          new SignatureScheme(PSS, Strength.GOOD, spec);
      default -> null;
    };
  }

  /** Whether so many octets can be verified without keeping them on the heap. */
  boolean canVerify(int octets) {
    return !name.startsWith("Ed") || octets <= MAX_BUFFERED_OCTETS;
  }

  /** Whether {@code key} made this signature; also false if it is no key for this scheme. */
  boolean verifies(PublicKey key, ByteBuffer signed, byte[] signature) {
    try {
      return verifies(Signature.getInstance(name), key, signed.duplicate(), signature);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      // The JDK lacks the algorithm or the key's curve.
      return verifiesWithFallback(key, signed, signature);
    }
  }

  private boolean verifiesWithFallback(PublicKey key, ByteBuffer signed, byte[] signature) {
    try {
      KeyFactory keys = KeyFactory.getInstance(key.getAlgorithm(), Fallback.PROVIDER);
      PublicKey translated = keys.generatePublic(new X509EncodedKeySpec(key.getEncoded()));
      Signature verifier = Signature.getInstance(name, Fallback.PROVIDER);
      return verifies(verifier, translated, signed.duplicate(), signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private boolean verifies(Signature verifier, PublicKey key, ByteBuffer signed, byte[] signature)
      throws GeneralSecurityException {
    if (pss != null) {
      verifier.setParameter(pss);
    }
    verifier.initVerify(key);
    verifier.update(signed);
    return verifier.verify(signature);
  }
}
