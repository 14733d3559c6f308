package io.camelocsp.testkit;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.operator.ContentSigner;
import org.jspecify.annotations.Nullable;

/**
 * Puts one CRL together (RFC 5280 section 5), well-formed DER whatever it says; {@link
 * TestCa#crl()} starts it.
 *
 * <p>Unless told otherwise: version 2, number 1, the issuer's authority key identifier, thisUpdate
 * one minute before the real time and nextUpdate one day after thisUpdate, no entries, signed by
 * the issuer's key. Entries keep the order in which they were added, and may repeat. Times are cut
 * to whole seconds. Not thread-safe.
 */
public final class CrlBuilder {

  private static final Duration DEFAULT_AGE = Duration.ofMinutes(1);
  private static final Duration DEFAULT_VALIDITY = Duration.ofDays(1);

  private final TestCa issuer;
  private final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private TestCa signedBy;
  private @Nullable String signatureAlgorithm;
  private boolean versionOne;
  private Instant thisUpdate = Instant.now().minus(DEFAULT_AGE);
  private @Nullable Instant nextUpdate = thisUpdate.plus(DEFAULT_VALIDITY);

  private record Entry(
      BigInteger serial, Instant revokedAt, Map<ASN1ObjectIdentifier, Extension> extensions) {}

  CrlBuilder(TestCa issuer) {
    this.issuer = issuer;
    this.signedBy = issuer;
    number(1);
    byte[] keyIdentifier = TestCa.keyIdentifier(issuer.keyPair().getPublic());
    put(
        Extension.authorityKeyIdentifier,
        false,
        Der.der(new AuthorityKeyIdentifier(keyIdentifier)));
  }

  /** Sets the CRL number. */
  public CrlBuilder number(long number) {
    return number(BigInteger.valueOf(number));
  }

  /** Sets the CRL number, of any size and sign. */
  public CrlBuilder number(BigInteger number) {
    return put(Extension.cRLNumber, false, Der.der(new ASN1Integer(number)));
  }

  /** Leaves the CRL number out. */
  public CrlBuilder noNumber() {
    return withoutExtension(Extension.cRLNumber.getId());
  }

  /** Sets thisUpdate; nextUpdate stays as it is. */
  public CrlBuilder thisUpdate(Instant time) {
    this.thisUpdate = time;
    return this;
  }

  /** Sets nextUpdate, or leaves it out when {@code null}. */
  public CrlBuilder nextUpdate(@Nullable Instant time) {
    this.nextUpdate = time;
    return this;
  }

  /** Adds an entry with a reason code (RFC 5280 section 5.3.1), encoded even if it is unknown. */
  public CrlBuilder revoke(BigInteger serial, Instant revokedAt, int reason) {
    return revoke(serial, revokedAt)
        .entryExtension(
            serial, Extension.reasonCode.getId(), false, Der.der(new ASN1Enumerated(reason)));
  }

  /** Adds an entry without extensions. */
  public CrlBuilder revoke(BigInteger serial, Instant revokedAt) {
    entries.add(new Entry(serial, revokedAt, new LinkedHashMap<>()));
    return this;
  }

  /**
   * Adds an extension to the entry of this serial number that was added last, or replaces the one
   * with the same OID; {@code value} is the inner DER.
   *
   * @throws IllegalArgumentException if there is no such entry yet
   */
  public CrlBuilder entryExtension(BigInteger serial, String oid, boolean critical, byte[] value) {
    ASN1ObjectIdentifier id = new ASN1ObjectIdentifier(oid);
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).serial().equals(serial)) {
        entries.get(i).extensions().put(id, Der.extension(id, critical, value));
        return this;
      }
    }
    throw new IllegalArgumentException("no entry for " + serial + ": revoke it first");
  }

  /** Makes it a delta that builds on the list with this number (RFC 5280 section 5.2.4). */
  public CrlBuilder delta(long base) {
    return put(Extension.deltaCRLIndicator, true, Der.der(new ASN1Integer(base)));
  }

  /** Narrows it (RFC 5280 section 5.2.5). */
  public CrlBuilder scope(TestScope scope) {
    return put(Extension.issuingDistributionPoint, true, scope.der());
  }

  /** Names the URL of its delta (RFC 5280 section 5.2.6). */
  public CrlBuilder freshest(String url) {
    GeneralNames names =
        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url));
    DistributionPoint point = new DistributionPoint(new DistributionPointName(names), null, null);
    return put(
        Extension.freshestCRL, false, Der.der(new CRLDistPoint(new DistributionPoint[] {point})));
  }

  /** Adds an entry that takes a serial number off the list again: of deltas only. */
  public CrlBuilder remove(BigInteger serial, Instant revokedAt) {
    return revoke(serial, revokedAt, CRLReason.removeFromCRL);
  }

  /**
   * Adds an entry of another issuer's certificate (RFC 5280 section 5.3.3); entries after it are
   * that issuer's too, until another is named.
   */
  public CrlBuilder revokeOf(TestCa other, BigInteger serial, Instant revokedAt) {
    GeneralNames names = new GeneralNames(new GeneralName(other.subjectName()));
    return revoke(serial, revokedAt)
        .entryExtension(serial, Extension.certificateIssuer.getId(), true, Der.der(names));
  }

  /** Makes it version 1: no version, no extensions, neither of the list nor of entries. */
  public CrlBuilder v1() {
    this.versionOne = true;
    return this;
  }

  /** Adds an extension, or replaces the one with the same OID; {@code value} is the inner DER. */
  public CrlBuilder extension(String oid, boolean critical, byte[] value) {
    return put(new ASN1ObjectIdentifier(oid), critical, value);
  }

  /** Leaves an extension out. */
  public CrlBuilder withoutExtension(String oid) {
    extensions.remove(new ASN1ObjectIdentifier(oid));
    return this;
  }

  /** Signs by this JCA algorithm, such as {@code SHA1withRSA}; the signing key must fit. */
  public CrlBuilder signatureAlgorithm(String jcaName) {
    this.signatureAlgorithm = jcaName;
    return this;
  }

  /** Signs with the key of another CA; issuer name and authority key identifier stay. */
  public CrlBuilder signedBy(TestCa other) {
    this.signedBy = other;
    return this;
  }

  /** Signs the list and returns its DER. */
  public byte[] der() {
    ContentSigner signer = signer();
    AlgorithmIdentifier algorithm = signer.getAlgorithmIdentifier();
    ASN1EncodableVector fields = head(algorithm);
    if (!entries.isEmpty()) {
      fields.add(new DERSequence(entryFields()));
    }
    addTail(fields);
    DERSequence tbs = new DERSequence(fields);
    byte[] signature = TestSigning.sign(signer, Der.der(tbs));
    return Der.der(
        new DERSequence(new ASN1Encodable[] {tbs, algorithm, new DERBitString(signature)}));
  }

  /** Signs the list and returns it as PEM, with the label {@code X509 CRL}. */
  public String pem() {
    return TestPem.encode("X509 CRL", der());
  }

  ContentSigner signer() {
    String algorithm =
        signatureAlgorithm == null ? signedBy.kind().signatureAlgorithm() : signatureAlgorithm;
    return TestSigning.signer(signedBy.key(), algorithm);
  }

  boolean isV1() {
    return versionOne;
  }

  /** The fields before revokedCertificates. */
  ASN1EncodableVector head(AlgorithmIdentifier algorithm) {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    if (!versionOne) {
      fields.add(new ASN1Integer(1));
    }
    fields.add(algorithm);
    fields.add(issuer.subjectName());
    fields.add(time(thisUpdate));
    if (nextUpdate != null) {
      fields.add(time(nextUpdate));
    }
    return fields;
  }

  /** The entries added so far, in order. */
  ASN1EncodableVector entryFields() {
    ASN1EncodableVector sequence = new ASN1EncodableVector();
    for (Entry entry : entries) {
      ASN1EncodableVector fields = new ASN1EncodableVector();
      fields.add(new ASN1Integer(entry.serial()));
      fields.add(time(entry.revokedAt()));
      if (!versionOne && !entry.extensions().isEmpty()) {
        fields.add(sequenceOf(entry.extensions()));
      }
      sequence.add(new DERSequence(fields));
    }
    return sequence;
  }

  /** The fields after revokedCertificates. */
  void addTail(ASN1EncodableVector fields) {
    if (!versionOne && !extensions.isEmpty()) {
      fields.add(new DERTaggedObject(true, 0, sequenceOf(extensions)));
    }
  }

  private CrlBuilder put(ASN1ObjectIdentifier oid, boolean critical, byte[] value) {
    extensions.put(oid, Der.extension(oid, critical, value));
    return this;
  }

  private static DERSequence sequenceOf(Map<ASN1ObjectIdentifier, Extension> extensions) {
    ASN1EncodableVector sequence = new ASN1EncodableVector();
    extensions.values().forEach(sequence::add);
    return new DERSequence(sequence);
  }

  private static Time time(Instant instant) {
    return new Time(Date.from(instant.truncatedTo(ChronoUnit.SECONDS)));
  }
}
