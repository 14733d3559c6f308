package io.camelocsp.message;

import java.util.Arrays;

/**
 * ResponderID (RFC 6960 4.2.1), ready encoded: {@code [1] Name} or {@code [2] KeyHash}, both
 * explicitly tagged. RFC 9919 asks new responders for the key hash.
 *
 * @param der the whole CHOICE, tag and length included; shared, nobody writes to it
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below
public record ResponderId(byte[] der) {

  /** {@code byKey}: the SHA-1 of the signer's public key bits (20 octets). */
  public static ResponderId byKey(byte[] keyHash) {
    if (keyHash.length != 20) {
      throw new IllegalArgumentException("a key hash has 20 octets, not " + keyHash.length);
    }
    byte[] der = new byte[24];
    der[0] = (byte) 0xA2;
    der[1] = 22;
    der[2] = 0x04;
    der[3] = 20;
    System.arraycopy(keyHash, 0, der, 4, 20);
    return new ResponderId(der);
  }

  /** {@code byName}: the signer's subject as it is encoded in its certificate. */
  public static ResponderId byName(byte[] subjectDer) {
    return new ResponderId(io.camelocsp.der.DerWriter.tagged(0xA1, subjectDer));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResponderId that && Arrays.equals(der, that.der);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(der);
  }
}
