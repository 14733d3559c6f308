package io.camelocsp.message;

import java.util.Arrays;

/**
 * One CertID (RFC 6960 4.1.1), with the octets it arrived in: a response echoes {@link #der()}
 * octet for octet, so that a client which compares bytes finds its own (even the NULL or absent
 * parameters of the hash algorithm).
 *
 * <p>The arrays are shared, not copied: nobody writes to them. Equality is that of the octets.
 *
 * @param der the whole SEQUENCE, tag and length included
 * @param hash the hash algorithm of both hashes
 * @param issuerNameHash {@link CertIdHash#length()} octets
 * @param issuerKeyHash {@link CertIdHash#length()} octets
 * @param serial the serial number asked about
 */
@SuppressWarnings(
    "ArrayRecordComponent") // equality is defined below; copies would cost the hot path
public record CertId(
    byte[] der, CertIdHash hash, byte[] issuerNameHash, byte[] issuerKeyHash, SerialNumber serial) {

  @Override
  public boolean equals(Object other) {
    return other instanceof CertId that && Arrays.equals(der, that.der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }

  @Override
  public String toString() {
    return hash + ":" + serial;
  }
}
