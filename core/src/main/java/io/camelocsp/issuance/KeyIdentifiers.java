package io.camelocsp.issuance;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.jspecify.annotations.Nullable;

/** Key identifiers of certificates (RFC 5280 4.2.1.1 and 4.2.1.2). */
final class KeyIdentifiers {
  private KeyIdentifiers() {}

  /**
   * Whether {@code certificate} may be signed with the key of {@code issuer}, by what both say
   * about keys; where one of them says nothing, it may.
   */
  static boolean fit(X509Certificate issuer, X509Certificate certificate) {
    byte[] named = authority(certificate);
    byte[] own = subject(issuer);
    return named == null || own == null || Arrays.equals(named, own);
  }

  /** subjectKeyIdentifier; without one SHA-1 of the key, as RFC 5280 4.2.1.2 suggests. */
  static byte[] ofKey(X509Certificate certificate) {
    byte[] own = subject(certificate);
    if (own != null) {
      return own;
    }
    try {
      byte[] key = certificate.getPublicKey().getEncoded();
      return MessageDigest.getInstance("SHA-1")
          .digest(SubjectPublicKeyInfo.getInstance(key).getPublicKeyData().getBytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-1", e);
    }
  }

  private static byte @Nullable [] subject(X509Certificate certificate) {
    byte[] value = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    if (value == null) {
      return null;
    }
    try {
      return SubjectKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(value))
          .getKeyIdentifier();
    } catch (IOException | IllegalArgumentException e) {
      return null; // malformed: it says nothing
    }
  }

  private static byte @Nullable [] authority(X509Certificate certificate) {
    byte[] value = certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId());
    if (value == null) {
      return null;
    }
    try {
      return AuthorityKeyIdentifier.getInstance(JcaX509ExtensionUtils.parseExtensionValue(value))
          .getKeyIdentifierOctets();
    } catch (IOException | IllegalArgumentException e) {
      return null; // malformed: it says nothing
    }
  }
}
