package io.camelocsp.der;

import java.time.Instant;

/**
 * Writes DER (X.690) front to back into one array of the right size: callers add up sizes with
 * {@link #sizeOf} first, then write. There is no tree and nothing is moved. Not thread-safe.
 */
public final class DerWriter {
  /** Whole size of a GeneralizedTime: tag, length and {@code YYYYMMDDHHMMSSZ}. */
  public static final int GENERALIZED_TIME_SIZE = 2 + DerTime.GENERALIZED_LENGTH;

  private final byte[] array;
  private int position;

  /**
   * @param size octets that will be written, exactly
   */
  public DerWriter(int size) {
    array = new byte[size];
  }

  /** Size of a whole element with {@code contentLength} octets of content. */
  public static int sizeOf(int contentLength) {
    return 1 + lengthOctets(contentLength) + contentLength;
  }

  /** One TLV around {@code content}, with the shortest length form. */
  public static byte[] tagged(int tag, byte[] content) {
    return new DerWriter(sizeOf(content.length)).element(tag, content).toByteArray();
  }

  /** The header of an element whose content is written next. */
  public DerWriter header(int tag, int contentLength) {
    array[position++] = (byte) tag;
    int octets = lengthOctets(contentLength) - 1;
    if (octets > 0) {
      array[position++] = (byte) (0x80 | octets);
    }
    for (int shift = octets == 0 ? 0 : 8 * (octets - 1); shift >= 0; shift -= 8) {
      array[position++] = (byte) (contentLength >>> shift);
    }
    return this;
  }

  /** A whole element of any primitive type. */
  public DerWriter element(int tag, byte[] content) {
    return header(tag, content.length).raw(content);
  }

  /** Octets as they are: something already encoded, or content. */
  public DerWriter raw(byte[] octets) {
    System.arraycopy(octets, 0, array, position, octets.length);
    position += octets.length;
    return this;
  }

  /** ENUMERATED 0 to 127: three octets. */
  public DerWriter enumerated(int value) {
    if (value < 0 || value > 127) {
      throw new IllegalArgumentException("ENUMERATED of more than one octet: " + value);
    }
    header(DerTag.ENUMERATED, 1);
    array[position++] = (byte) value;
    return this;
  }

  /** A BIT STRING of whole octets; its content is one octet longer than them. */
  public DerWriter bitString(byte[] octets) {
    header(DerTag.BIT_STRING, octets.length + 1);
    array[position++] = 0;
    return raw(octets);
  }

  /**
   * GeneralizedTime in whole seconds, UTC, without fraction (RFC 6960 4.2.2.1); what is below a
   * second is cut off.
   *
   * @throws IllegalArgumentException if the year is not 0 to 9999
   */
  public DerWriter generalizedTime(Instant time) {
    header(DerTag.GENERALIZED_TIME, DerTime.GENERALIZED_LENGTH);
    DerTime.write(time, array, position);
    position += DerTime.GENERALIZED_LENGTH;
    return this;
  }

  /**
   * What was written; not copied.
   *
   * @throws IllegalStateException if that is less than was announced
   */
  public byte[] toByteArray() {
    if (position != array.length) {
      throw new IllegalStateException(position + " octets written of " + array.length);
    }
    return array;
  }

  private static int lengthOctets(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("negative length " + length);
    }
    return length < 0x80
        ? 1
        : length < 0x100 ? 2 : length < 0x10000 ? 3 : length < 0x1000000 ? 4 : 5;
  }
}
