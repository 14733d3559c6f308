package io.camelocsp.revocation;

import io.camelocsp.der.DerBuffer;

/**
 * Recognises the entry that nearly all of millions are: lengths of one octet, a UTCTime, and
 * nothing more or a reasonCode alone that is not critical. It is read by four loads of eight octets
 * and compared as a whole; whatever differs in any octet is left to {@link EntryReader}, which
 * alone knows what may differ and why not. On a list of five million that is the difference between
 * 160 and 20 ns for each.
 */
final class CommonEntry {
  /** What {@link #check} says about everything else. */
  static final long OTHER = -1;

  /** What {@link #reason} says where there is none. */
  static final int NO_REASON = -1;

  private static final int HEAD_OCTETS = 4;
  private static final int TIME_OCTETS = 15;
  private static final int REASON_OCTETS = 14;

  /** SEQUENCE of 12, SEQUENCE of 10, OID of 3: 55 1D ... */
  private static final long REASON_BEGIN = 0x300C_300A_0603_551DL;

  /** ... 15, OCTET STRING of 3, ENUMERATED of 1; the code follows. */
  private static final long REASON_END = 0x55_1D15_0403_0A01L;

  private static final long SIX_OCTETS = 0xFFFF_FFFF_FFFFL;
  private static final long SIX_ZEROS = 0x3030_3030_3030L;
  private static final long SIX_SIXES = 0x0606_0606_0606L;
  private static final long SIX_HIGH_NIBBLES = 0xF0F0_F0F0_F0F0L;

  private CommonEntry() {}

  /**
   * The entry at {@code offset}, to be taken apart with {@link #end} and {@link #reason}; or {@link
   * #OTHER}.
   */
  static long check(DerBuffer der, int offset, int limit) {
    if (limit - offset < HEAD_OCTETS + 1 + TIME_OCTETS) {
      return OTHER;
    }
    long head = der.eightOctets(offset);
    int length = octet(head, 1);
    int end = offset + 2 + length;
    int serialLength = octet(head, 3);
    int at = offset + HEAD_OCTETS + serialLength;
    if (octet(head, 0) != 0x30
        || octet(head, 2) != 0x02
        || length >= 0x80
        || end > limit
        || at + TIME_OCTETS > end
        || !isShortest(head, serialLength)
        || !isTime(der.eightOctets(at), der.eightOctets(at + 7))) {
      return OTHER;
    }
    at += TIME_OCTETS;
    if (at == end) {
      return end;
    }
    if (end - at != REASON_OCTETS || der.eightOctets(at) != REASON_BEGIN) {
      return OTHER;
    }
    long tail = der.eightOctets(at + 6);
    int code = octet(tail, 7);
    return (tail >>> 8) == REASON_END && code <= 10 && code != 7
        ? ((code + 1L) << Integer.SIZE) | end
        : OTHER;
  }

  /** The offset after the entry. */
  static int end(long entry) {
    return (int) entry;
  }

  /** The code of its reason, one that exists; or {@link #NO_REASON}. */
  static int reason(long entry) {
    return (int) (entry >>> Integer.SIZE) - 1;
  }

  /** X.690 8.3.2: the first nine bits of an INTEGER are not all alike. */
  private static boolean isShortest(long head, int length) {
    int nine = (int) (head >>> 23) & 0x1FF;
    return length == 1 || (length > 1 && nine != 0 && nine != 0x1FF);
  }

  /**
   * Whether these are the first and the last eight of the fifteen octets of a UTCTime (RFC 5280
   * 4.1.2.5.1). Days after the 28th are {@link EntryReader}'s, which knows the months.
   */
  private static boolean isTime(long first, long last) {
    long date = (first & SIX_OCTETS) ^ SIX_ZEROS;
    long time = ((last >>> 8) & SIX_OCTETS) ^ SIX_ZEROS;
    // A digit less '0' stays below 16, and with six added too: nothing else does both.
    if ((first >>> 48) != 0x170D
        || octet(last, 7) != 'Z'
        || ((date | (date + SIX_SIXES) | time | (time + SIX_SIXES)) & SIX_HIGH_NIBBLES) != 0) {
      return false;
    }
    int month = number(date, 4);
    int day = number(date, 6);
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= 28
        && number(time, 2) <= 23
        && number(time, 4) <= 59
        && number(time, 6) <= 59;
  }

  /** The number of the two digits of which the second is the {@code last}th of six. */
  private static int number(long digits, int last) {
    int shift = 8 * (6 - last);
    return 10 * ((int) (digits >>> (shift + 8)) & 0xF) + ((int) (digits >>> shift) & 0xF);
  }

  private static int octet(long eight, int index) {
    return (int) (eight >>> (8 * (7 - index))) & 0xFF;
  }
}
