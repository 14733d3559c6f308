package io.camelocsp.der;

import java.util.Arrays;

/**
 * Some octets of an array, not copied: nobody writes to the array. Equality is that of the octets.
 * It keeps the whole array alive; take {@link #toBytes} for what outlives it.
 *
 * @param array where they are
 * @param offset index of the first
 * @param length how many
 */
@SuppressWarnings("ArrayRecordComponent") // equality is defined below; copies are what it avoids
public record DerSlice(byte[] array, int offset, int length) {

  public DerSlice {
    if (offset < 0 || length < 0 || length > array.length - offset) {
      throw new IndexOutOfBoundsException(
          "no " + length + " octets at " + offset + " of " + array.length);
    }
  }

  /** Octet {@code index} of the slice, 0 to 255. */
  public int octet(int index) {
    if (index < 0 || index >= length) {
      throw new IndexOutOfBoundsException("no octet " + index + " in " + length);
    }
    return array[offset + index] & 0xFF;
  }

  /** A copy of the octets. */
  public byte[] toBytes() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  public boolean contentEquals(byte[] other) {
    return Arrays.equals(array, offset, offset + length, other, 0, other.length);
  }

  /** A reader of exactly these octets. */
  public DerReader reader() {
    return DerReader.of(array, offset, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DerSlice that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + array[i];
    }
    return hash;
  }

  /** Its place, not its octets: they may be a stranger's. */
  @Override
  public String toString() {
    return length + " octets at " + offset;
  }
}
