package io.camelocsp.der;

/**
 * A BIT STRING (X.690 8.6).
 *
 * @param octets the bits, first bit highest
 * @param unusedBits 0 to 7: how many bits of the last octet do not belong to it; they are zero
 */
public record DerBitString(DerSlice octets, int unusedBits) {

  /** Whether bit {@code index} is set; bits beyond the end are not (as in a named bit list). */
  public boolean bit(int index) {
    int octet = index >> 3;
    return octet < octets.length() && (octets.octet(octet) & (0x80 >> (index & 7))) != 0;
  }
}
