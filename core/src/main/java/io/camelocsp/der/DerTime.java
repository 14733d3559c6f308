package io.camelocsp.der;

import io.camelocsp.der.DerException.Defect;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** The one form of time that DER as profiled by RFC 5280 4.1.2.5 has: UTC, seconds, no fraction. */
final class DerTime {
  /** Octets of a GeneralizedTime's content. */
  static final int GENERALIZED_LENGTH = 15;

  private static final long FIRST_SECOND =
      LocalDateTime.of(0, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
  private static final long LAST_SECOND =
      LocalDateTime.of(9999, 12, 31, 23, 59, 59).toEpochSecond(ZoneOffset.UTC);

  private DerTime() {}

  /** Reads a time whose year has this many digits; two mean 1950 to 2049. */
  static Instant parse(DerSlice content, int yearDigits) throws DerException {
    if (content.length() != yearDigits + 11 || content.octet(content.length() - 1) != 'Z') {
      throw bad(content);
    }
    int year = number(content, 0, yearDigits);
    if (yearDigits == 2) {
      year += year < 50 ? 2000 : 1900;
    }
    int month = number(content, yearDigits, 2);
    int day = number(content, yearDigits + 2, 2);
    int hour = number(content, yearDigits + 4, 2);
    int minute = number(content, yearDigits + 6, 2);
    int second = number(content, yearDigits + 8, 2);
    // Checked here, not by the constructor: its exception would fill a stack trace.
    if (month < 1
        || month > 12
        || day < 1
        || day > YearMonth.of(year, month).lengthOfMonth()
        || hour > 23
        || minute > 59
        || second > 59) {
      throw bad(content);
    }
    return LocalDateTime.of(year, month, day, hour, minute, second).toInstant(ZoneOffset.UTC);
  }

  /**
   * Writes the content of a GeneralizedTime, in whole seconds (what is below is cut off).
   *
   * @throws IllegalArgumentException if the year is not 0 to 9999
   */
  static void write(Instant time, byte[] target, int offset) {
    long epochSecond = time.getEpochSecond();
    if (epochSecond < FIRST_SECOND || epochSecond > LAST_SECOND) {
      throw new IllegalArgumentException("GeneralizedTime has no year of " + time);
    }
    LocalDateTime utc = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
    digits(target, offset, utc.getYear() / 100);
    digits(target, offset + 2, utc.getYear() % 100);
    digits(target, offset + 4, utc.getMonthValue());
    digits(target, offset + 6, utc.getDayOfMonth());
    digits(target, offset + 8, utc.getHour());
    digits(target, offset + 10, utc.getMinute());
    digits(target, offset + 12, utc.getSecond());
    target[offset + 14] = 'Z';
  }

  private static void digits(byte[] target, int offset, int value) {
    target[offset] = (byte) ('0' + value / 10);
    target[offset + 1] = (byte) ('0' + value % 10);
  }

  private static int number(DerSlice content, int index, int digits) throws DerException {
    int value = 0;
    for (int i = index; i < index + digits; i++) {
      int digit = content.octet(i) - '0';
      if (digit < 0 || digit > 9) {
        throw bad(content);
      }
      value = 10 * value + digit;
    }
    return value;
  }

  private static DerException bad(DerSlice content) {
    return new DerException(Defect.BAD_TIME, content.offset());
  }
}
