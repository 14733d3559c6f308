package io.camelocsp.certificate;

import io.camelocsp.message.CertId;
import io.camelocsp.message.CertIdHash;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A CA we answer for: its certificate, and the hashes by which clients name it in a CertID. Equal
 * if the configured name and certificate are. Immutable, thread-safe.
 */
public final class Issuer {
  private final String name;
  private final X509Certificate certificate;
  private final Map<CertIdHash, byte[]> nameHashes = new EnumMap<>(CertIdHash.class);
  private final Map<CertIdHash, byte[]> keyHashes = new EnumMap<>(CertIdHash.class);

  /**
   * @param name the configured name, {@code [a-z][a-z0-9-]*}
   * @param certificate the CA's certificate
   */
  public Issuer(String name, X509Certificate certificate) {
    this.name = name;
    this.certificate = certificate;
    byte[] subject = certificate.getSubjectX500Principal().getEncoded();
    byte[] key =
        SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
            .getPublicKeyData()
            .getBytes();
    for (CertIdHash hash : CertIdHash.values()) {
      nameHashes.put(hash, digest(hash, subject));
      keyHashes.put(hash, digest(hash, key));
    }
  }

  /** The configured name. */
  public String name() {
    return name;
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** DER of the subject as it stands in the certificate: what a list's issuer field must equal. */
  public byte[] subjectDer() {
    return certificate.getSubjectX500Principal().getEncoded();
  }

  /** issuerNameHash of RFC 6960 4.1.1; shared, do not write to it. */
  public byte[] nameHash(CertIdHash hash) {
    return Objects.requireNonNull(nameHashes.get(hash));
  }

  /** issuerKeyHash of RFC 6960 4.1.1; shared, do not write to it. */
  public byte[] keyHash(CertIdHash hash) {
    return Objects.requireNonNull(keyHashes.get(hash));
  }

  /** Whether the CertID names this issuer: both hashes must match (RFC 6960 4.1.1). */
  public boolean matches(CertId certId) {
    return Arrays.equals(certId.issuerKeyHash(), keyHashes.get(certId.hash()))
        && Arrays.equals(certId.issuerNameHash(), nameHashes.get(certId.hash()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Issuer that
        && name.equals(that.name)
        && certificate.equals(that.certificate);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** The configured name. */
  @Override
  public String toString() {
    return name;
  }

  private static byte[] digest(CertIdHash hash, byte[] bytes) {
    try {
      return MessageDigest.getInstance(hash.jcaName()).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks " + hash.jcaName(), e);
    }
  }
}
