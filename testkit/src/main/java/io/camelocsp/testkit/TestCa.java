package io.camelocsp.testkit;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A certification authority for tests: issues certificates, OCSP signers and lists.
 *
 * <p>All validity periods are fixed ({@link #VALID_FROM} to {@link #VALID_TO}), so that a test can
 * choose any time between them, and foreign clients that use the real time are content as well.
 * Immutable and thread-safe.
 */
public final class TestCa {

  /** When test certificates become valid, unless told otherwise. */
  public static final Instant VALID_FROM = Instant.parse("2020-01-01T00:00:00Z");

  /** When test certificates cease to be valid, unless told otherwise. */
  public static final Instant VALID_TO = Instant.parse("2049-01-01T00:00:00Z");

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SHORTEST_SERIAL = 16;
  private static final int LONGEST_SERIAL = 20;

  private final X509Certificate certificate;
  private final KeyPair keys;
  private final KeyKind kind;

  private TestCa(X509Certificate certificate, KeyPair keys, KeyKind kind) {
    this.certificate = certificate;
    this.keys = keys;
    this.kind = kind;
  }

  /** A self-signed root with a fresh P-256 key. */
  public static TestCa ec(String name) {
    return root(name, KeyKind.EC_P256);
  }

  /**
   * A self-signed root with an RSA-2048 key. The same name gives the same key within one JVM; use
   * {@link #withNewKey()} for two keys under one name.
   */
  public static TestCa rsa(String name) {
    return root(name, KeyKind.RSA_2048);
  }

  /**
   * A self-signed root with a key of this kind.
   *
   * @param name a distinguished name such as {@code CN=Root, O=Acme}, or just a common name
   */
  public static TestCa root(String name, KeyKind kind) {
    return root(name, kind, kind.keyPair(name));
  }

  private static TestCa root(String name, KeyKind kind, KeyPair keys) {
    X509Certificate certificate =
        new CertificateBuilder(name, name(name), keys, kind.signatureAlgorithm())
            .key(keys)
            .certificateAuthority()
            .issue()
            .certificate();
    return new TestCa(certificate, keys, kind);
  }

  /** A CA below this one, with the same kind of key. */
  public TestCa subordinate(String name) {
    KeyPair subordinateKeys = kind.keyPair(subjectName() + " / " + name);
    X509Certificate issued =
        certificateFor(name).key(subordinateKeys).certificateAuthority().issue().certificate();
    return new TestCa(issued, subordinateKeys, kind);
  }

  /** Another root with this one's name and another key: its next key, or an impostor. */
  public TestCa withNewKey() {
    String name = subjectName().toString();
    return root(name, kind, kind.keyPair(name + " / after " + keyIdentifierHex()));
  }

  /** The CA's certificate. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** The CA's private key. */
  public PrivateKey key() {
    return keys.getPrivate();
  }

  /** The CA's key pair. */
  public KeyPair keyPair() {
    return keys;
  }

  /** The kind of the CA's key. */
  public KeyKind kind() {
    return kind;
  }

  /** The CA's certificate and key, for tests where the CA itself signs responses. */
  public TestCertificate asSigner() {
    return new TestCertificate(certificate, key());
  }

  /** Issues an ordinary certificate with a random serial number of 16 to 20 octets. */
  public TestCertificate issue(String subject) {
    return certificateFor(subject).issue();
  }

  /** Issues an ordinary certificate with this serial number. */
  public TestCertificate issue(String subject, BigInteger serial) {
    return certificateFor(subject).serial(serial).issue();
  }

  /** Issues the certificate of a delegated OCSP signer, with id-pkix-ocsp-nocheck. */
  public TestCertificate ocspSigner(String subject, KeyKind key) {
    return ocspSigner(subject, key, VALID_FROM, VALID_TO);
  }

  /** As {@link #ocspSigner(String, KeyKind)}, valid for this time only. */
  public TestCertificate ocspSigner(String subject, KeyKind key, Instant from, Instant to) {
    return certificateFor(subject).key(key).ocspSigning().noCheck().valid(from, to).issue();
  }

  /** A signer that no client may accept: id-kp-OCSPSigning is missing. */
  public TestCertificate ocspSignerWithoutPurpose(String subject, KeyKind key) {
    return certificateFor(subject).key(key).noCheck().issue();
  }

  /** Starts a certificate issued by this CA. */
  public CertificateBuilder certificateFor(String subject) {
    return new CertificateBuilder(subject, subjectName(), keys, kind.signatureAlgorithm());
  }

  /** Starts a list issued by this CA. */
  public CrlBuilder crl() {
    return new CrlBuilder(this);
  }

  /** The CA's name, exactly as its certificate encodes it. */
  X500Name subjectName() {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  static X500Name name(String text) {
    return text.contains("=")
        ? new X500Name(text)
        : new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, text).build();
  }

  /** RFC 5280 section 4.2.1.2, method 1. */
  static byte[] keyIdentifier(PublicKey key) {
    byte[] bits = SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getBytes();
    return digest("SHA-1", bits);
  }

  static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("unknown digest " + algorithm, e);
    }
  }

  /** Positive, and 16 to 20 octets long as an INTEGER's content. */
  static BigInteger randomSerial() {
    byte[] octets = new byte[RANDOM.nextInt(SHORTEST_SERIAL, LONGEST_SERIAL + 1)];
    RANDOM.nextBytes(octets);
    octets[0] = (byte) ((octets[0] & 0x3f) | 0x40);
    return new BigInteger(octets);
  }

  private String keyIdentifierHex() {
    return new BigInteger(1, keyIdentifier(keys.getPublic())).toString(16);
  }

  @Override
  public String toString() {
    return "TestCa[" + certificate.getSubjectX500Principal() + ", " + kind + "]";
  }
}
