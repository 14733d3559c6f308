package io.camelocsp.der;

import io.camelocsp.der.DerException.Defect;
import java.nio.ByteBuffer;

/**
 * Walks strict DER (X.690) in a buffer of up to 2 GiB, on the heap or mapped from a file, without
 * copying or allocating: an element is a packed {@code long} that says where its content begins and
 * ends, and every method takes absolute offsets. Made for structures with millions of elements,
 * where {@link DerReader} over an array would need the whole file in memory.
 *
 * <p>Strict: definite lengths in their shortest form, tag numbers up to 30, every element within
 * the limit the caller gives (the end of what encloses it). Offsets in errors count from the start
 * of the buffer. Immutable and thread-safe as long as nobody changes the octets.
 */
public final class DerBuffer {
  /** What {@link #peekTag} says where nothing follows. */
  public static final int END = -1;

  private final ByteBuffer octets;

  /** A view of the octets between the buffer's position and its limit; they are not copied. */
  public DerBuffer(ByteBuffer octets) {
    this.octets = octets.slice();
  }

  /** Number of octets. */
  public int size() {
    return octets.limit();
  }

  /** The element's first content octet. */
  public static int start(long element) {
    return (int) (element >>> 32);
  }

  /** The offset after the element's last octet. */
  public static int end(long element) {
    return (int) element;
  }

  /** Number of content octets. */
  public static int length(long element) {
    return end(element) - start(element);
  }

  /** The identifier octet at {@code offset}, or {@link #END} if that is the limit. */
  public int peekTag(int offset, int limit) {
    return offset < limit ? octets.get(offset) & 0xFF : END;
  }

  /**
   * The element at {@code offset}, whatever its tag.
   *
   * @param limit where what encloses it ends
   * @return to be taken apart with {@link #start}, {@link #end} and {@link #length}
   */
  public long element(int offset, int limit) throws DerException {
    if (limit - offset < 2) {
      throw new DerException(Defect.TRUNCATED, offset);
    }
    if ((octets.get(offset) & 0x1F) == 0x1F) {
      throw new DerException(Defect.HIGH_TAG_NUMBER, offset);
    }
    int start = offset + 2;
    int length = octets.get(offset + 1);
    if (length < 0) {
      int lengthOctets = length & 0x7F;
      length = longLength(offset, lengthOctets, limit);
      start += lengthOctets;
    }
    if (length > limit - start) {
      throw new DerException(Defect.TRUNCATED, offset);
    }
    return (long) start << 32 | (start + length);
  }

  private int longLength(int offset, int lengthOctets, int limit) throws DerException {
    if (lengthOctets == 0) {
      throw new DerException(Defect.INDEFINITE_LENGTH, offset);
    }
    if (lengthOctets > 4) {
      throw new DerException(Defect.LENGTH_OVER_LIMIT, offset);
    }
    if (limit - offset - 2 < lengthOctets) {
      throw new DerException(Defect.TRUNCATED, offset);
    }
    long length = 0;
    for (int i = 0; i < lengthOctets; i++) {
      length = length << 8 | (octets.get(offset + 2 + i) & 0xFF);
    }
    if (length < 0x80 || length >>> (8 * (lengthOctets - 1)) == 0) {
      throw new DerException(Defect.NON_MINIMAL_LENGTH, offset);
    }
    if (length > Integer.MAX_VALUE) {
      throw new DerException(Defect.LENGTH_OVER_LIMIT, offset);
    }
    return (int) length;
  }

  /** The element at {@code offset}, which must carry this tag (one of {@link DerTag}). */
  public long expect(int tag, int offset, int limit) throws DerException {
    if (offset < limit && (octets.get(offset) & 0xFF) != tag) {
      throw new DerException(Defect.WRONG_TAG, offset);
    }
    return element(offset, limit);
  }

  /** The INTEGER (or what is tagged so) at {@code offset}, in its shortest form (X.690 8.3.2). */
  public long expectInteger(int tag, int offset, int limit) throws DerException {
    long element = expect(tag, offset, limit);
    int start = start(element);
    int length = length(element);
    if (length == 0) {
      throw new DerException(Defect.EMPTY_INTEGER, offset);
    }
    if (length > 1) {
      int first = octets.get(start);
      if ((first == 0 && octets.get(start + 1) >= 0)
          || (first == -1 && octets.get(start + 1) < 0)) {
        throw new DerException(Defect.NON_MINIMAL_INTEGER, offset);
      }
    }
    return element;
  }

  /** The value of a BOOLEAN or of what is tagged in its place: FF or 00, nothing else. */
  public boolean readFlag(long element) throws DerException {
    int value = length(element) == 1 ? octets.get(start(element)) : 1;
    if (value != 0 && value != -1) {
      throw new DerException(Defect.BAD_BOOLEAN, start(element));
    }
    return value == -1;
  }

  /** Refuses what follows the last element inside another. */
  public void requireEnd(int offset, int limit) throws DerException {
    if (offset != limit) {
      throw new DerException(Defect.TRAILING_BYTES, offset);
    }
  }

  /** The octet at {@code offset}, 0 to 255. */
  public int octet(int offset) {
    return octets.get(offset) & 0xFF;
  }

  /** Eight octets from {@code offset}, the first one highest. */
  public long eightOctets(int offset) {
    return octets.getLong(offset);
  }

  /** Whether the octets from {@code start} to before {@code end} are these. */
  public boolean equalTo(int start, int end, byte[] expected) {
    if (end - start != expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (octets.get(start + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** A copy of the octets from {@code start} to before {@code end}. */
  public byte[] copy(int start, int end) {
    byte[] copy = new byte[end - start];
    octets.get(start, copy);
    return copy;
  }

  /** A view of the octets from {@code start} to before {@code end}, for digests and signatures. */
  public ByteBuffer view(int start, int end) {
    return octets.slice(start, end - start).asReadOnlyBuffer();
  }

  /**
   * The Time at {@code offset} in seconds since 1970: UTCTime or GeneralizedTime with seconds, in
   * UTC, without a fraction (RFC 5280 4.1.2.5).
   */
  public long epochSecond(int offset, int limit) throws DerException {
    int tag = peekTag(offset, limit);
    if (tag != DerTag.UTC_TIME && tag != DerTag.GENERALIZED_TIME) {
      throw new DerException(tag == END ? Defect.TRUNCATED : Defect.WRONG_TAG, offset);
    }
    long element = element(offset, limit);
    int at = start(element);
    int yearDigits = tag == DerTag.UTC_TIME ? 2 : 4;
    if (length(element) != yearDigits + 11 || octets.get(end(element) - 1) != 'Z') {
      throw new DerException(Defect.BAD_TIME, offset);
    }
    int year = twoDigits(at, offset);
    if (yearDigits == 4) {
      year = year * 100 + twoDigits(at + 2, offset);
    } else {
      // RFC 5280 4.1.2.5.1: two digits stand for 1950 to 2049.
      year += year < 50 ? 2000 : 1900;
    }
    at += yearDigits;
    int month = twoDigits(at, offset);
    int day = twoDigits(at + 2, offset);
    int hour = twoDigits(at + 4, offset);
    int minute = twoDigits(at + 6, offset);
    int second = twoDigits(at + 8, offset);
    if (month < 1
        || month > 12
        || day < 1
        || day > daysIn(month, year)
        || hour > 23
        || minute > 59
        || second > 59) {
      throw new DerException(Defect.BAD_TIME, offset);
    }
    return epochDay(year, month, day) * 86_400L + (hour * 3_600 + minute * 60 + second);
  }

  private int twoDigits(int at, int offset) throws DerException {
    int tens = octets.get(at) - '0';
    int ones = octets.get(at + 1) - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
      throw new DerException(Defect.BAD_TIME, offset);
    }
    return 10 * tens + ones;
  }

  private static int daysIn(int month, int year) {
    return switch (month) {
      case 2 -> (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  /**
   * Days since 1970 in the Gregorian calendar, for years 0 to 9999, counting years from March so
   * that the leap day comes last: java.time would allocate for each of millions of entries.
   */
  private static int epochDay(int year, int month, int day) {
    int y = month > 2 ? year : year - 1;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097 + dayOfEra - 719_468;
  }
}
