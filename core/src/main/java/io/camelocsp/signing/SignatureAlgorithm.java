package io.camelocsp.signing;

import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * The algorithms responses are signed with: one per kind of key, the hash as strong as the curve
 * (RFC 5480 4). SHA-1 is not among them and never will be.
 */
public enum SignatureAlgorithm {
  /** RSA PKCS#1 v1.5; its parameters are NULL (RFC 4055 5). */
  RSA("SHA256withRSA", "RSA", rsa(PKCSObjectIdentifiers.sha256WithRSAEncryption)),
  /** ECDSA on P-256; parameters absent (RFC 5758 3.2), as for the other two curves. */
  EC_P256("SHA256withECDSA", "EC", plain(X9ObjectIdentifiers.ecdsa_with_SHA256)),
  EC_P384("SHA384withECDSA", "EC", plain(X9ObjectIdentifiers.ecdsa_with_SHA384)),
  EC_P521("SHA512withECDSA", "EC", plain(X9ObjectIdentifiers.ecdsa_with_SHA512)),
  /** Parameters absent (RFC 8410 3). */
  ED25519("Ed25519", "Ed25519", plain(EdECObjectIdentifiers.id_Ed25519));

  /** Shorter RSA keys are refused (NIST SP 800-131A; no CA may certify them any more). */
  public static final int MIN_RSA_BITS = 2048;

  private final String signatureName;
  private final String keyName;
  private final AlgorithmIdentifier identifier;

  SignatureAlgorithm(String signatureName, String keyName, AlgorithmIdentifier identifier) {
    this.signatureName = signatureName;
    this.keyName = keyName;
    this.identifier = identifier;
  }

  /**
   * The algorithm for a key.
   *
   * @throws InvalidKeyException if we do not sign with such keys, or the key is too short; the
   *     message says which
   */
  public static SignatureAlgorithm of(PublicKey key) throws InvalidKeyException {
    if (key instanceof RSAPublicKey rsa && "RSA".equals(key.getAlgorithm())) {
      int bits = rsa.getModulus().bitLength();
      if (bits < MIN_RSA_BITS) {
        throw new InvalidKeyException(
            "the RSA key has " + bits + " bits, at least " + MIN_RSA_BITS + " are needed");
      }
      return RSA;
    }
    if (key instanceof ECPublicKey) {
      return ofCurve(key);
    }
    if (key instanceof EdECPublicKey edwards && "Ed25519".equals(edwards.getParams().getName())) {
      return ED25519;
    }
    throw new InvalidKeyException(
        "keys of kind "
            + kind(key)
            + " are not supported; use RSA, P-256, P-384, P-521 or Ed25519");
  }

  private static SignatureAlgorithm ofCurve(PublicKey key) throws InvalidKeyException {
    Object curve =
        SubjectPublicKeyInfo.getInstance(key.getEncoded()).getAlgorithm().getParameters();
    if (SECObjectIdentifiers.secp256r1.equals(curve)) {
      return EC_P256;
    }
    if (SECObjectIdentifiers.secp384r1.equals(curve)) {
      return EC_P384;
    }
    if (SECObjectIdentifiers.secp521r1.equals(curve)) {
      return EC_P521;
    }
    throw new InvalidKeyException(
        "the elliptic curve " + curve + " is not supported; use P-256, P-384 or P-521");
  }

  private static String kind(PublicKey key) {
    return key instanceof EdECPublicKey edwards
        ? edwards.getParams().getName()
        : key.getAlgorithm();
  }

  /** The name {@link java.security.Signature} knows it by. */
  public String signatureName() {
    return signatureName;
  }

  /** The name {@link java.security.KeyFactory} knows its keys by. */
  String keyName() {
    return keyName;
  }

  /** The AlgorithmIdentifier as it goes into BasicOCSPResponse; a copy. */
  public byte[] der() {
    try {
      return identifier.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new IllegalStateException("an algorithm identifier cannot be encoded", e);
    }
  }

  private static AlgorithmIdentifier rsa(ASN1ObjectIdentifier oid) {
    return new AlgorithmIdentifier(oid, DERNull.INSTANCE);
  }

  private static AlgorithmIdentifier plain(ASN1ObjectIdentifier oid) {
    return new AlgorithmIdentifier(oid);
  }
}
