package io.camelocsp.standalone.demo;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What a small CA does, for the demonstration only: P-256 keys, random 16-octet serial numbers, RFC
 * 5280 extensions. Not for real certificates: keys live in files.
 */
final class DemoIssuance {
  private static final Duration CA_LIFE = Duration.ofDays(3650);
  private static final Duration CERTIFICATE_LIFE = Duration.ofDays(365);
  private static final Duration SIGNER_LIFE = Duration.ofDays(90);

  private final SecureRandom random = new SecureRandom();
  private final Instant now;

  /**
   * @param now when it issues; certificates are valid from a day before, for clocks that differ
   */
  DemoIssuance(Instant now) {
    this.now = now;
  }

  /** One entry of a CRL. */
  record Revocation(BigInteger serial, Instant time, int reason) {}

  Identity authority(String subject) throws GeneralSecurityException, IOException {
    KeyPair keys = keyPair();
    X500Name name = new X500Name(subject);
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name, serial(), from(), to(CA_LIFE), name, keys.getPublic());
    JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
        .addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            utils.createSubjectKeyIdentifier(keys.getPublic()));
    return finish(builder, keys, keys.getPrivate());
  }

  /** A TLS server's certificate that names the responder. */
  Identity server(Identity authority, String name, URI responder)
      throws GeneralSecurityException, IOException {
    KeyPair keys = keyPair();
    X509v3CertificateBuilder builder =
        issued(authority, keys, "CN=" + name + ".demo.example", CERTIFICATE_LIFE);
    builder
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(
            Extension.subjectAlternativeName,
            false,
            new GeneralNames(new GeneralName(GeneralName.dNSName, name + ".demo.example")))
        .addExtension(
            Extension.authorityInfoAccess,
            false,
            new AuthorityInformationAccess(
                AccessDescription.id_ad_ocsp,
                new GeneralName(GeneralName.uniformResourceIdentifier, responder.toString())));
    return finish(builder, keys, authority.key());
  }

  /** A delegated OCSP signer (RFC 6960 4.2.2.2), with ocsp-nocheck. */
  Identity ocspSigner(Identity authority, String subject)
      throws GeneralSecurityException, IOException {
    KeyPair keys = keyPair();
    X509v3CertificateBuilder builder = issued(authority, keys, subject, SIGNER_LIFE);
    builder
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning))
        .addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
    return finish(builder, keys, authority.key());
  }

  /** A complete CRL in DER. */
  byte[] list(
      Identity authority,
      long number,
      Instant thisUpdate,
      Instant nextUpdate,
      List<Revocation> revocations)
      throws GeneralSecurityException, IOException {
    JcaX509v2CRLBuilder builder =
        new JcaX509v2CRLBuilder(authority.certificate(), Date.from(thisUpdate));
    builder.setNextUpdate(Date.from(nextUpdate));
    for (Revocation each : revocations) {
      builder.addCRLEntry(each.serial(), Date.from(each.time()), each.reason());
    }
    builder
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(authority.certificate()))
        .addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
    return new JcaX509CRLConverter().getCRL(builder.build(signer(authority.key()))).getEncoded();
  }

  private X509v3CertificateBuilder issued(
      Identity authority, KeyPair keys, String subject, Duration life)
      throws GeneralSecurityException, IOException {
    JcaX509ExtensionUtils utils = new JcaX509ExtensionUtils();
    return new JcaX509v3CertificateBuilder(
            authority.certificate(),
            serial(),
            from(),
            to(life),
            new X500Name(subject),
            keys.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            utils.createSubjectKeyIdentifier(keys.getPublic()))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            utils.createAuthorityKeyIdentifier(authority.certificate()));
  }

  private static Identity finish(
      X509v3CertificateBuilder builder, KeyPair keys, PrivateKey issuerKey)
      throws GeneralSecurityException {
    X509Certificate certificate =
        new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKey)));
    return new Identity(certificate, keys.getPrivate());
  }

  private static ContentSigner signer(PrivateKey key) throws GeneralSecurityException {
    try {
      return new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("this JDK cannot sign with P-256", e);
    }
  }

  private KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  /**
   * Positive, 16 octets, 126 random bits: RFC 5280 allows 20 octets, the CA/B rules ask for 64
   * bits.
   */
  private BigInteger serial() {
    return new BigInteger(126, random).setBit(126);
  }

  private Date from() {
    return Date.from(now.minus(Duration.ofDays(1)));
  }

  private Date to(Duration life) {
    return Date.from(now.plus(life));
  }
}
