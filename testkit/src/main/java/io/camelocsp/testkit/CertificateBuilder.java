package io.camelocsp.testkit;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;

/**
 * Puts one test certificate together; {@link TestCa#certificateFor(String)} starts it.
 *
 * <p>Unless told otherwise: a fresh P-256 key, a random serial number, valid from {@link
 * TestCa#VALID_FROM} to {@link TestCa#VALID_TO}, key usage {@code digitalSignature}, subject and
 * authority key identifiers (SHA-1, RFC 5280 section 4.2.1.2, method 1). Not thread-safe.
 */
public final class CertificateBuilder {

  private final String subject;
  private final X500Name issuerName;
  private final KeyPair issuerKeys;
  private boolean keyIdentifier = true;
  private final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();
  private String signatureAlgorithm;
  private KeyPair keys;
  private BigInteger serial = TestCa.randomSerial();
  private Instant from = TestCa.VALID_FROM;
  private Instant to = TestCa.VALID_TO;

  CertificateBuilder(
      String subject, X500Name issuerName, KeyPair issuerKeys, String signatureAlgorithm) {
    this.subject = subject;
    this.issuerName = issuerName;
    this.issuerKeys = issuerKeys;
    this.signatureAlgorithm = signatureAlgorithm;
    this.keys = KeyKind.EC_P256.keyPair(subject);
    put(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    put(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(TestCa.keyIdentifier(issuerKeys.getPublic())));
  }

  /**
   * Takes a key of this kind; an RSA key is the same for the same issuer and subject (see {@link
   * KeyKind#keyPair}).
   */
  public CertificateBuilder key(KeyKind kind) {
    return key(kind.keyPair(issuerName + " / " + subject));
  }

  /** Takes this key pair, for certificates that share a key. */
  public CertificateBuilder key(KeyPair keyPair) {
    this.keys = keyPair;
    return this;
  }

  /** Sets the serial number, which is encoded as it is, zero and negative ones too. */
  public CertificateBuilder serial(BigInteger number) {
    this.serial = number;
    return this;
  }

  /** Sets notBefore and notAfter, both to whole seconds. */
  public CertificateBuilder valid(Instant notBefore, Instant notAfter) {
    this.from = notBefore;
    this.to = notAfter;
    return this;
  }

  /** Signs by this JCA algorithm, such as {@code SHA1withRSA}; the issuer's key must fit. */
  public CertificateBuilder signatureAlgorithm(String jcaName) {
    this.signatureAlgorithm = jcaName;
    return this;
  }

  /** Makes it a certificate of a delegated OCSP signer: the one purpose id-kp-OCSPSigning. */
  public CertificateBuilder ocspSigning() {
    return put(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
  }

  /** Adds id-pkix-ocsp-nocheck (RFC 6960 section 4.2.2.2.1). */
  public CertificateBuilder noCheck() {
    return put(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
  }

  /** Makes it a CA that signs certificates and lists. */
  public CertificateBuilder certificateAuthority() {
    put(Extension.basicConstraints, true, new BasicConstraints(true));
    return keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  /** Sets the key usage to these bits of {@link KeyUsage}. */
  public CertificateBuilder keyUsage(int bits) {
    return put(Extension.keyUsage, true, new KeyUsage(bits));
  }

  /** Adds an authority information access that names an OCSP responder's URL. */
  public CertificateBuilder ocspUrl(String url) {
    GeneralName location = new GeneralName(GeneralName.uniformResourceIdentifier, url);
    return put(
        Extension.authorityInfoAccess,
        false,
        new AuthorityInformationAccess(AccessDescription.id_ad_ocsp, location));
  }

  /** Adds an extension, or replaces the one with the same OID; {@code value} is the inner DER. */
  public CertificateBuilder extension(String oid, boolean critical, byte[] value) {
    ASN1ObjectIdentifier id = new ASN1ObjectIdentifier(oid);
    extensions.put(id, Der.extension(id, critical, value));
    return this;
  }

  /** Leaves an extension out. */
  public CertificateBuilder withoutExtension(String oid) {
    extensions.remove(new ASN1ObjectIdentifier(oid));
    keyIdentifier &= !Extension.subjectKeyIdentifier.getId().equals(oid);
    return this;
  }

  /** Issues the certificate. */
  public TestCertificate issue() {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuerName,
            serial,
            Date.from(from),
            Date.from(to),
            TestCa.name(subject),
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    try {
      if (keyIdentifier) {
        builder.addExtension(
            Extension.subjectKeyIdentifier,
            false,
            new SubjectKeyIdentifier(TestCa.keyIdentifier(keys.getPublic())));
      }
      for (Extension extension : extensions.values()) {
        builder.addExtension(extension);
      }
      ContentSigner signer = TestSigning.signer(issuerKeys.getPrivate(), signatureAlgorithm);
      X509Certificate certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      return new TestCertificate(certificate, keys.getPrivate());
    } catch (CertIOException | CertificateException e) {
      throw new IllegalStateException("cannot issue a certificate for " + subject, e);
    }
  }

  private CertificateBuilder put(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    extensions.put(oid, Der.extension(oid, critical, value));
    return this;
  }
}
