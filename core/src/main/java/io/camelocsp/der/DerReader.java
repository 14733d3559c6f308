package io.camelocsp.der;

import io.camelocsp.der.DerException.Defect;
import java.math.BigInteger;
import java.time.Instant;

/**
 * Reads strict DER (X.690) from a slice of a byte array, element by element, in the manner of a
 * cursor. What is constructed is read by a reader of its own over the same array; nothing is copied
 * and nothing recurses, so neither a large nor a deep element costs more than its octets.
 *
 * <p>Refused, each with its own {@link Defect}: lengths that are indefinite, not minimal, over
 * {@link #MAX_LENGTH} or beyond the end of what surrounds them (X.690 10.1); tag numbers over 30;
 * nesting beyond {@link #MAX_DEPTH}; integers, booleans, bit strings, object identifiers and times
 * in any form but DER's (X.690 8.3.2, 11.1, 11.2, 8.19.2, 11.7, 11.8); any other element than the
 * one asked for. That nothing follows is checked when the caller says so: {@link #requireEnd}.
 *
 * <p>A refused read leaves the reader unusable. Not thread-safe; the array must not change.
 */
public final class DerReader {
  /** Deepest nesting: a certificate in a signed request needs about half of it. */
  public static final int MAX_DEPTH = 32;

  /** Largest content in octets. What may be larger is never read whole into an array. */
  public static final int MAX_LENGTH = 0xFFFFFF;

  /** What {@link #peekTag} says at the end. */
  public static final int END = -1;

  private final byte[] array;
  private final int end;
  private final int depth;
  private int position;

  // The element whose header was read last: a second result without an object for it.
  private int contentStart;
  private int contentEnd;

  private DerReader(byte[] array, int start, int end, int depth) {
    this.array = array;
    this.position = start;
    this.end = end;
    this.depth = depth;
  }

  /** A reader of the whole array. */
  public static DerReader of(byte[] array) {
    return new DerReader(array, 0, array.length, 0);
  }

  /** A reader of {@code length} octets from {@code offset}. */
  public static DerReader of(byte[] array, int offset, int length) {
    DerSlice checked = new DerSlice(array, offset, length);
    return new DerReader(checked.array(), offset, offset + length, 0);
  }

  /** Whether anything is left. */
  public boolean hasRemaining() {
    return position < end;
  }

  /** How many octets are left. */
  public int remaining() {
    return end - position;
  }

  /** Index in the array of what is read next. */
  public int position() {
    return position;
  }

  /** What was read since {@link #position} was {@code start}: elements whole that were entered. */
  public DerSlice since(int start) {
    return new DerSlice(array, start, position - start);
  }

  /** The identifier octet of the next element, 0 to 255, or {@link #END}. */
  public int peekTag() {
    return position < end ? array[position] & 0xFF : END;
  }

  /** Whether the next element has this tag: the question for OPTIONAL and CHOICE. */
  public boolean nextIs(int tag) {
    return peekTag() == tag;
  }

  /** Refuses what is left ({@link Defect#TRAILING_BYTES}). */
  public void requireEnd() throws DerException {
    if (position < end) {
      throw new DerException(Defect.TRAILING_BYTES, position);
    }
  }

  /** The content of the next element, which must have this tag. */
  public DerSlice expect(int tag) throws DerException {
    next(tag);
    return new DerSlice(array, contentStart, contentEnd - contentStart);
  }

  /** Enters the next element, which must have this (constructed) tag. */
  public DerReader enter(int tag) throws DerException {
    int start = position;
    next(tag);
    if (depth == MAX_DEPTH) {
      throw new DerException(Defect.TOO_DEEP, start);
    }
    return new DerReader(array, contentStart, contentEnd, depth + 1);
  }

  /** Enters a SEQUENCE (OF). */
  public DerReader readSequence() throws DerException {
    return enter(DerTag.SEQUENCE);
  }

  /** The next element whole, whatever its tag; its content is not looked into. */
  public DerSlice rawElement() throws DerException {
    int start = position;
    next();
    return new DerSlice(array, start, contentEnd - start);
  }

  /** Passes over the next element as {@link #rawElement} does. */
  public void skip() throws DerException {
    next();
  }

  /**
   * The next element whole, whatever its tag, with the header of everything in it checked too:
   * lengths, nesting, and universal types constructed only where they may be.
   */
  public DerSlice wellFormedElement() throws DerException {
    int start = position;
    next();
    checkForm(start);
    if (isConstructed(start)) {
      if (depth == MAX_DEPTH) {
        throw new DerException(Defect.TOO_DEEP, start);
      }
      walk(position);
    }
    return new DerSlice(array, start, position - start);
  }

  /** BOOLEAN: FF or 00 (X.690 11.1). */
  public boolean readBoolean() throws DerException {
    DerSlice content = expect(DerTag.BOOLEAN);
    int value = content.length() == 1 ? content.octet(0) : -1;
    if (value != 0 && value != 0xFF) {
      throw new DerException(Defect.BAD_BOOLEAN, content.offset());
    }
    return value != 0;
  }

  /** BOOLEAN DEFAULT FALSE: false where there is none, refused where it says so (X.690 11.5). */
  public boolean readFlag() throws DerException {
    int start = position;
    if (!nextIs(DerTag.BOOLEAN)) {
      return false;
    }
    if (!readBoolean()) {
      throw new DerException(Defect.DEFAULT_ENCODED, start);
    }
    return true;
  }

  /** The content octets of an INTEGER of any size, in their shortest form (X.690 8.3.2). */
  public DerSlice readInteger() throws DerException {
    return readInteger(DerTag.INTEGER);
  }

  /** An INTEGER that fits a {@code long}, else {@link Defect#INTEGER_OUT_OF_RANGE}. */
  public long readLong() throws DerException {
    return readLong(DerTag.INTEGER, Long.BYTES);
  }

  /** ENUMERATED that fits an {@code int}, else {@link Defect#INTEGER_OUT_OF_RANGE}. */
  public int readEnumerated() throws DerException {
    return (int) readLong(DerTag.ENUMERATED, Integer.BYTES);
  }

  /** An INTEGER of any size as a number. */
  public BigInteger readBigInteger() throws DerException {
    DerSlice content = readInteger();
    return new BigInteger(content.array(), content.offset(), content.length());
  }

  /** NULL: without content. */
  public void readNull() throws DerException {
    next(DerTag.NULL);
    if (contentStart != contentEnd) {
      throw new DerException(Defect.BAD_NULL, contentStart);
    }
  }

  /** OBJECT IDENTIFIER: subidentifiers complete and in their shortest form (X.690 8.19.2). */
  public Oid readOid() throws DerException {
    DerSlice content = expect(DerTag.OID);
    boolean first = true;
    for (int i = 0; i < content.length(); i++) {
      int octet = content.octet(i);
      if (first && octet == 0x80) {
        throw new DerException(Defect.BAD_OID, content.offset() + i);
      }
      first = (octet & 0x80) == 0;
    }
    if (content.length() == 0 || !first) {
      throw new DerException(Defect.BAD_OID, content.offset());
    }
    return new Oid(content);
  }

  /** The content of a (primitive: X.690 10.2) OCTET STRING. */
  public DerSlice readOctetString() throws DerException {
    return expect(DerTag.OCTET_STRING);
  }

  /** A (primitive) BIT STRING whose unused bits are zero (X.690 11.2.1). */
  public DerBitString readBitString() throws DerException {
    DerSlice content = expect(DerTag.BIT_STRING);
    int length = content.length();
    int unused = length == 0 ? 8 : content.octet(0);
    boolean spare = unused > 0 && unused < 8 && length > 1;
    if (spare ? (content.octet(length - 1) & ((1 << unused) - 1)) != 0 : unused != 0) {
      throw new DerException(Defect.BAD_BIT_STRING, content.offset());
    }
    return new DerBitString(new DerSlice(array, content.offset() + 1, length - 1), unused);
  }

  /** GeneralizedTime: {@code YYYYMMDDHHMMSSZ}, no fraction (RFC 5280 4.1.2.5.2). */
  public Instant readGeneralizedTime() throws DerException {
    return DerTime.parse(expect(DerTag.GENERALIZED_TIME), 4);
  }

  /** UTCTime: {@code YYMMDDHHMMSSZ}, years 1950 to 2049 (RFC 5280 4.1.2.5.1). */
  public Instant readUtcTime() throws DerException {
    return DerTime.parse(expect(DerTag.UTC_TIME), 2);
  }

  /** Time of RFC 5280 4.1: UTCTime or GeneralizedTime. */
  public Instant readTime() throws DerException {
    return nextIs(DerTag.UTC_TIME) ? readUtcTime() : readGeneralizedTime();
  }

  private DerSlice readInteger(int tag) throws DerException {
    DerSlice content = expect(tag);
    if (content.length() == 0) {
      throw new DerException(Defect.EMPTY_INTEGER, content.offset());
    }
    // X.690 8.3.2: the first nine bits are neither all zero nor all one.
    if (content.length() > 1) {
      int first = content.octet(0);
      boolean second = content.octet(1) >= 0x80;
      if ((first == 0 && !second) || (first == 0xFF && second)) {
        throw new DerException(Defect.NON_MINIMAL_INTEGER, content.offset());
      }
    }
    return content;
  }

  private long readLong(int tag, int maxOctets) throws DerException {
    DerSlice content = readInteger(tag);
    if (content.length() > maxOctets) {
      throw new DerException(Defect.INTEGER_OUT_OF_RANGE, content.offset());
    }
    long value = array[content.offset()];
    for (int i = 1; i < content.length(); i++) {
      value = value << 8 | content.octet(i);
    }
    return value;
  }

  private void next(int tag) throws DerException {
    if (position < end && (array[position] & 0xFF) != tag) {
      throw new DerException(Defect.WRONG_TAG, position);
    }
    next();
  }

  /** Reads a header, sets the content's bounds, and moves past the element. */
  private void next() throws DerException {
    readHeader(position, end);
    position = contentEnd;
  }

  /**
   * Sets the content's bounds from the header at {@code start}; {@code limit} ends what is read.
   */
  private void readHeader(int start, int limit) throws DerException {
    if (limit - start < 2) {
      throw new DerException(Defect.TRUNCATED, start);
    }
    if ((array[start] & 0x1F) == 0x1F) {
      throw new DerException(Defect.HIGH_TAG_NUMBER, start);
    }
    int at = start + 2;
    int length = array[start + 1] & 0xFF;
    if (length >= 0x80) {
      int octets = length & 0x7F;
      length = readLongLength(start + 1, octets, limit);
      at += octets;
    }
    if (length > limit - at) {
      throw new DerException(Defect.TRUNCATED, start);
    }
    contentStart = at;
    contentEnd = at + length;
  }

  /** X.690 8.1.3.5 and 10.1: the octets after the first one of a long length. */
  private int readLongLength(int start, int octets, int limit) throws DerException {
    if (octets == 0) {
      throw new DerException(Defect.INDEFINITE_LENGTH, start);
    }
    if (octets > limit - start - 1) {
      throw new DerException(Defect.TRUNCATED, start);
    }
    if (array[start + 1] == 0 || (octets == 1 && array[start + 1] > 0)) {
      throw new DerException(Defect.NON_MINIMAL_LENGTH, start);
    }
    if (octets > 3) {
      throw new DerException(Defect.LENGTH_OVER_LIMIT, start);
    }
    int length = 0;
    for (int i = 1; i <= octets; i++) {
      length = length << 8 | (array[start + i] & 0xFF);
    }
    return length;
  }

  /**
   * Checks every header between the last one read and where its content ends, without recursion.
   */
  private void walk(int outerEnd) throws DerException {
    int[] ends = new int[MAX_DEPTH - depth - 1];
    int level = -1;
    int at = contentStart;
    int limit = outerEnd;
    while (true) {
      while (at == limit) {
        if (level < 0) {
          return;
        }
        limit = ends[level--];
      }
      readHeader(at, limit);
      checkForm(at);
      if (isConstructed(at)) {
        if (level == ends.length - 1) {
          throw new DerException(Defect.TOO_DEEP, at);
        }
        ends[++level] = limit;
        limit = contentEnd;
        at = contentStart;
      } else {
        at = contentEnd;
      }
    }
  }

  private boolean isConstructed(int start) {
    return (array[start] & 0x20) != 0;
  }

  /**
   * X.690 10.2: DER has no constructed strings; of the universal types these few are made of
   * others.
   */
  private void checkForm(int start) throws DerException {
    int tag = array[start] & 0xFF;
    if (tag >= 0x40) {
      return;
    }
    int number = tag & 0x1F;
    boolean mustBeConstructed =
        switch (number) {
          case 0x08, 0x0B, 0x10, 0x11, 0x1D -> true;
          default -> false;
        };
    if (number == 0 || mustBeConstructed != isConstructed(start)) {
      throw new DerException(Defect.WRONG_FORM, start);
    }
  }
}
