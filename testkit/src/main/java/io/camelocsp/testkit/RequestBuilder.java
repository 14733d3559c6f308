package io.camelocsp.testkit;

import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.jspecify.annotations.Nullable;

/**
 * Puts one OCSPRequest together (RFC 6960 section 4.1.1), well-formed DER whatever it says; {@link
 * TestRequests#builder()} starts it.
 *
 * <p>Unless told otherwise: SHA-1 CertIDs with NULL parameters, no version, no extensions, no
 * signature. {@link #hash}, {@link #parametersNull} and {@link #parametersAbsent} count for the
 * single requests added after them. Extensions may repeat. Not thread-safe.
 */
public final class RequestBuilder {

  private final List<ASN1EncodableVector> singles = new ArrayList<>();
  private final List<List<ASN1Encodable>> singleExtensions = new ArrayList<>();
  private final List<ASN1Encodable> extensions = new ArrayList<>();
  private String hash = "SHA-1";
  private boolean nullParameters = true;
  private @Nullable Integer version;
  private @Nullable GeneralName requestorName;
  private @Nullable TestCertificate signer;
  private List<X509Certificate> includedCertificates = List.of();
  private @Nullable String signatureAlgorithm;
  private @Nullable String claimedAlgorithm;
  private boolean signatureBroken;

  RequestBuilder() {}

  /** Hashes names and keys by this JCA digest, such as {@code SHA-256} or {@code MD5}. */
  public RequestBuilder hash(String jcaName) {
    this.hash = jcaName;
    return this;
  }

  /** Writes the hash algorithm's parameters as NULL, as OpenSSL does. */
  public RequestBuilder parametersNull() {
    this.nullParameters = true;
    return this;
  }

  /** Leaves the hash algorithm's parameters out (RFC 5754 section 2). */
  public RequestBuilder parametersAbsent() {
    this.nullParameters = false;
    return this;
  }

  /** Adds a single request about a certificate of this CA. */
  public RequestBuilder single(TestCa issuer, BigInteger serial) {
    return single(issuer.certificate(), serial);
  }

  /** Adds a single request about a certificate of the issuer with this certificate. */
  public RequestBuilder single(X509Certificate issuer, BigInteger serial) {
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded());
    byte[] nameHash = TestCa.digest(hash, issuer.getSubjectX500Principal().getEncoded());
    byte[] keyHash = TestCa.digest(hash, key.getPublicKeyData().getBytes());
    return single(nameHash, keyHash, serial);
  }

  /** Adds a single request with these hashes, of whatever length. */
  public RequestBuilder single(byte[] issuerNameHash, byte[] issuerKeyHash, BigInteger serial) {
    ASN1EncodableVector certId = new ASN1EncodableVector();
    certId.add(hashAlgorithm());
    certId.add(new DEROctetString(issuerNameHash));
    certId.add(new DEROctetString(issuerKeyHash));
    certId.add(new ASN1Integer(serial));
    singles.add(certId);
    singleExtensions.add(new ArrayList<>());
    return this;
  }

  /**
   * Adds an extension to the single request added last.
   *
   * @throws IllegalStateException if there is none yet
   */
  public RequestBuilder singleExtension(String oid, boolean critical, byte[] value) {
    if (singleExtensions.isEmpty()) {
      throw new IllegalStateException("add a single request first");
    }
    singleExtensions.get(singleExtensions.size() - 1).add(extensionOf(oid, critical, value));
    return this;
  }

  /** Adds a nonce: these octets as an OCTET STRING inside the extension (RFC 9654). */
  public RequestBuilder nonce(byte[] octets) {
    return nonceExtension(Der.der(new DEROctetString(octets)));
  }

  /** Adds a nonce extension with a raw value, as clients wrote it before RFC 6960. */
  public RequestBuilder nonceExtension(byte[] value) {
    return extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce.getId(), false, value);
  }

  /** Adds a request extension; {@code value} is the inner DER. */
  public RequestBuilder extension(String oid, boolean critical, byte[] value) {
    extensions.add(extensionOf(oid, critical, value));
    return this;
  }

  /** Writes the version, even the default 0 (v1), which DER forbids to write. */
  public RequestBuilder version(int number) {
    this.version = number;
    return this;
  }

  /** Writes a requestorName with this distinguished name. */
  public RequestBuilder requestorName(String distinguishedName) {
    this.requestorName = new GeneralName(new X500Name(distinguishedName));
    return this;
  }

  /** Signs the request and includes the signer's certificate and these ones. */
  public RequestBuilder signedBy(TestCertificate requestor, X509Certificate... chain) {
    List<X509Certificate> all = new ArrayList<>(List.of(requestor.certificate()));
    all.addAll(List.of(chain));
    return signedBy(requestor, all);
  }

  /** Signs the request and includes exactly these certificates, none if the list is empty. */
  public RequestBuilder signedBy(TestCertificate requestor, List<X509Certificate> included) {
    this.signer = requestor;
    this.includedCertificates = List.copyOf(included);
    return this;
  }

  /** Signs by this JCA algorithm instead of the usual one for the signer's key. */
  public RequestBuilder signatureAlgorithm(String jcaName) {
    this.signatureAlgorithm = jcaName;
    return this;
  }

  /** Says that the signature was made by this JCA algorithm, whichever it was made by. */
  public RequestBuilder claimedAlgorithm(String jcaName) {
    this.claimedAlgorithm = jcaName;
    return this;
  }

  /** Changes the signature's last octet, so that it verifies with no key. */
  public RequestBuilder signatureBroken() {
    this.signatureBroken = true;
    return this;
  }

  /** The request's DER. */
  public byte[] der() {
    DERSequence tbs = tbsRequest();
    ASN1EncodableVector request = new ASN1EncodableVector();
    request.add(tbs);
    if (signer != null) {
      request.add(new DERTaggedObject(true, 0, signature(signer, tbs)));
    }
    return Der.der(new DERSequence(request));
  }

  private DERSequence tbsRequest() {
    ASN1EncodableVector tbs = new ASN1EncodableVector();
    if (version != null) {
      tbs.add(new DERTaggedObject(true, 0, new ASN1Integer(version)));
    }
    if (requestorName != null) {
      tbs.add(new DERTaggedObject(true, 1, requestorName));
    }
    ASN1EncodableVector requestList = new ASN1EncodableVector();
    for (int i = 0; i < singles.size(); i++) {
      ASN1EncodableVector single = new ASN1EncodableVector();
      single.add(new DERSequence(singles.get(i)));
      addExtensions(single, 0, singleExtensions.get(i));
      requestList.add(new DERSequence(single));
    }
    tbs.add(new DERSequence(requestList));
    addExtensions(tbs, 2, extensions);
    return new DERSequence(tbs);
  }

  private DERSequence signature(TestCertificate by, DERSequence tbs) {
    String algorithm =
        signatureAlgorithm == null ? usualAlgorithm(by.key().getAlgorithm()) : signatureAlgorithm;
    ContentSigner contentSigner = TestSigning.signer(by.key(), algorithm);
    byte[] octets = TestSigning.sign(contentSigner, Der.der(tbs));
    if (signatureBroken) {
      octets[octets.length - 1] ^= 1;
    }
    ASN1EncodableVector signature = new ASN1EncodableVector();
    signature.add(
        claimedAlgorithm == null
            ? contentSigner.getAlgorithmIdentifier()
            : new DefaultSignatureAlgorithmIdentifierFinder().find(claimedAlgorithm));
    signature.add(new DERBitString(octets));
    if (!includedCertificates.isEmpty()) {
      ASN1EncodableVector certificates = new ASN1EncodableVector();
      includedCertificates.forEach(certificate -> certificates.add(structure(certificate)));
      signature.add(new DERTaggedObject(true, 0, new DERSequence(certificates)));
    }
    return new DERSequence(signature);
  }

  private AlgorithmIdentifier hashAlgorithm() {
    ASN1ObjectIdentifier oid =
        new DefaultDigestAlgorithmIdentifierFinder().find(hash).getAlgorithm();
    return nullParameters
        ? new AlgorithmIdentifier(oid, DERNull.INSTANCE)
        : new AlgorithmIdentifier(oid);
  }

  private static void addExtensions(
      ASN1EncodableVector fields, int tag, List<ASN1Encodable> extensions) {
    if (extensions.isEmpty()) {
      return;
    }
    ASN1EncodableVector sequence = new ASN1EncodableVector();
    extensions.forEach(sequence::add);
    fields.add(new DERTaggedObject(true, tag, new DERSequence(sequence)));
  }

  private static ASN1Encodable extensionOf(String oid, boolean critical, byte[] value) {
    return Der.extension(new ASN1ObjectIdentifier(oid), critical, value);
  }

  private static String usualAlgorithm(String keyAlgorithm) {
    return switch (keyAlgorithm) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> keyAlgorithm;
    };
  }

  private static Certificate structure(X509Certificate certificate) {
    try {
      return Certificate.getInstance(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("a certificate without an encoding", e);
    }
  }
}
