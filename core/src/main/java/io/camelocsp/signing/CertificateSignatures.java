package io.camelocsp.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** The signatures under signers' certificates: who made them, and whether clients accept them. */
final class CertificateSignatures {
  /** An allow-list: what is not named, MD5 and SHA-1 above all, counts as weak. */
  private static final Set<ASN1ObjectIdentifier> STRONG =
      Set.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.sha384WithRSAEncryption,
          PKCSObjectIdentifiers.sha512WithRSAEncryption,
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          X9ObjectIdentifiers.ecdsa_with_SHA384,
          X9ObjectIdentifiers.ecdsa_with_SHA512,
          NISTObjectIdentifiers.id_ecdsa_with_sha3_256,
          NISTObjectIdentifiers.id_ecdsa_with_sha3_384,
          NISTObjectIdentifiers.id_ecdsa_with_sha3_512,
          NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_256,
          NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_384,
          NISTObjectIdentifiers.id_rsassa_pkcs1_v1_5_with_sha3_512,
          EdECObjectIdentifiers.id_Ed25519,
          EdECObjectIdentifiers.id_Ed448,
          NISTObjectIdentifiers.id_ml_dsa_44,
          NISTObjectIdentifiers.id_ml_dsa_65,
          NISTObjectIdentifiers.id_ml_dsa_87);

  private static final Set<ASN1ObjectIdentifier> STRONG_PSS_HASHES =
      Set.of(
          NISTObjectIdentifiers.id_sha256,
          NISTObjectIdentifiers.id_sha384,
          NISTObjectIdentifiers.id_sha512);

  private CertificateSignatures() {}

  /** Whether {@code issuerKey} made the signature of {@code certificate}. */
  static boolean madeBy(PublicKey issuerKey, X509Certificate certificate) {
    try {
      try {
        certificate.verify(issuerKey);
      } catch (NoSuchAlgorithmException | InvalidKeyException e) {
        // Curves and algorithms the JDK lacks, or a key of another kind.
        certificate.verify(issuerKey, new BouncyCastleProvider());
      }
      return true;
    } catch (GeneralSecurityException e) {
      // A wrong signature, another kind of key, an algorithm nobody knows: not proved.
      return false;
    }
  }

  /** Whether the certificate is signed with an algorithm clients still accept. */
  static boolean strong(X509Certificate certificate) {
    ASN1ObjectIdentifier algorithm = new ASN1ObjectIdentifier(certificate.getSigAlgOID());
    if (!PKCSObjectIdentifiers.id_RSASSA_PSS.equals(algorithm)) {
      return STRONG.contains(algorithm);
    }
    byte[] parameters = certificate.getSigAlgParams();
    // Without parameters PSS means SHA-1 (RFC 4055 3.1).
    return parameters != null
        && STRONG_PSS_HASHES.contains(
            RSASSAPSSparams.getInstance(parameters).getHashAlgorithm().getAlgorithm());
  }
}
