package io.camelocsp.billing;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * Reads instants as {@link TimeText} writes them, and fast where many share a minute. Not
 * thread-safe.
 */
final class TimeReader {
  private static final int UNTIL_MINUTES = 17; // 2026-05-01T12:00:

  private String minute = "";
  private long minuteSecond;

  Instant read(String text) throws DamagedLineException {
    try {
      if (text.length() < UNTIL_MINUTES + 3 || text.charAt(UNTIL_MINUTES - 1) != ':') {
        return Instant.parse(text);
      }
      if (!text.startsWith(minute) || minute.isEmpty()) {
        String begun = text.substring(0, UNTIL_MINUTES);
        minuteSecond = Instant.parse(begun + "00Z").getEpochSecond();
        minute = begun;
      }
      int second = 10 * digit(text, UNTIL_MINUTES) + digit(text, UNTIL_MINUTES + 1);
      int at = UNTIL_MINUTES + 2;
      int nanos = 0;
      if (text.charAt(at) == '.') {
        int unit = 100_000_000;
        for (at++; text.charAt(at) != 'Z'; at++) {
          nanos += unit * digit(text, at);
          unit /= 10;
        }
      }
      if (text.charAt(at) != 'Z' || at + 1 != text.length()) {
        throw new DamagedLineException("not a time");
      }
      return Instant.ofEpochSecond(minuteSecond + second, nanos);
    } catch (DateTimeException | StringIndexOutOfBoundsException e) {
      throw new DamagedLineException("not a time");
    }
  }

  private static int digit(String text, int at) throws DamagedLineException {
    int digit = text.charAt(at) - '0';
    if (digit < 0 || digit > 9) {
      throw new DamagedLineException("not a time");
    }
    return digit;
  }
}
