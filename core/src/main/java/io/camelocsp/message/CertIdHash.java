package io.camelocsp.message;

/**
 * The hash algorithms a CertID may use (RFC 6960 4.1.1). MD5 and unknown ones have no constant: a
 * request naming them is refused by {@link RequestDecoder}.
 */
public enum CertIdHash {
  SHA1("SHA-1", 20, "1.3.14.3.2.26"),
  SHA256("SHA-256", 32, "2.16.840.1.101.3.4.2.1"),
  SHA384("SHA-384", 48, "2.16.840.1.101.3.4.2.2"),
  SHA512("SHA-512", 64, "2.16.840.1.101.3.4.2.3");

  private final String jcaName;
  private final int length;
  private final String oid;

  CertIdHash(String jcaName, int length, String oid) {
    this.jcaName = jcaName;
    this.length = length;
    this.oid = oid;
  }

  /** The name {@link java.security.MessageDigest} knows it by. */
  public String jcaName() {
    return jcaName;
  }

  /** Length of a digest in octets. */
  public int length() {
    return length;
  }

  /** Dotted object identifier. */
  public String oid() {
    return oid;
  }
}
