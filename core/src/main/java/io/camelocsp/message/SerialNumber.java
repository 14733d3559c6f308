package io.camelocsp.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A certificate serial number as the content octets of its DER INTEGER: opaque, compared octet for
 * octet, any length and sign (RFC 5280 4.1.2.2 allows up to 20 octets; what is longer, negative or
 * zero is carried all the same and simply never found). Immutable.
 */
public final class SerialNumber {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] octets;

  private SerialNumber(byte[] octets) {
    this.octets = octets;
  }

  /** Takes a copy of the content octets of a minimal DER INTEGER. */
  public static SerialNumber ofOctets(byte[] content) {
    return new SerialNumber(content.clone());
  }

  /** Takes a copy of {@code length} content octets from {@code offset}. */
  public static SerialNumber ofOctets(byte[] bytes, int offset, int length) {
    return new SerialNumber(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  public static SerialNumber of(BigInteger value) {
    return new SerialNumber(value.toByteArray());
  }

  /**
   * Parses hexadecimal digits as OpenSSL prints them, upper or lower case, without prefix.
   *
   * @throws IllegalArgumentException if the text is empty or holds anything else
   */
  public static SerialNumber ofHex(String hex) {
    if (hex.isEmpty()) {
      throw new IllegalArgumentException("an empty serial number");
    }
    return of(new BigInteger(1, HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : "0" + hex)));
  }

  /**
   * Whether RFC 5280 4.1.2.2 lets a CA assign it: positive, and at most 20 octets (a leading zero
   * octet, which only keeps the number positive, does not count).
   */
  public boolean isAssignable() {
    boolean padded = octets.length == 21 && octets[0] == 0;
    return octets[0] >= 0 && !isZero() && (octets.length <= 20 || padded);
  }

  private boolean isZero() {
    return octets.length == 1 && octets[0] == 0;
  }

  /** Number of content octets. */
  public int length() {
    return octets.length;
  }

  /** Content octet {@code index}, as it stands in DER. */
  public byte octet(int index) {
    return octets[index];
  }

  /** Eight content octets from {@code index}, the first one highest: for hashing and comparing. */
  public long eightOctets(int index) {
    return (long) LONGS.get(octets, index);
  }

  /** A copy of the content octets. */
  public byte[] toOctets() {
    return octets.clone();
  }

  public BigInteger toBigInteger() {
    return new BigInteger(octets);
  }

  /** Upper-case hexadecimal without leading zero octet, as OpenSSL prints serial numbers. */
  public String toHex() {
    if (octets[0] < 0) {
      byte[] magnitude = toBigInteger().negate().toByteArray();
      return "-" + new SerialNumber(magnitude).toHex();
    }
    int start = octets.length > 1 && octets[0] == 0 ? 1 : 0;
    return HexFormat.of().withUpperCase().formatHex(octets, start, octets.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SerialNumber that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
