package io.camelocsp.issuance;

import io.camelocsp.message.SerialNumber;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Serial numbers as text: hexadecimal as OpenSSL prints them ({@code 4AF0}, {@code 4a:f0}, {@code
 * 0x4AF0}), or {@code decimal:19184}. Without the word {@code decimal:} digits are hexadecimal,
 * always: a list in which {@code 10} is sixteen in one line and ten in another cannot be trusted.
 */
final class SerialText {
  private static final String DECIMAL = "decimal:";
  private static final Pattern HEX = Pattern.compile("(0[xX])?[0-9A-Fa-f]{1,42}");
  private static final Pattern OCTETS = Pattern.compile("[0-9A-Fa-f]{1,2}(:[0-9A-Fa-f]{2}){0,20}");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,49}");

  private SerialText() {}

  /**
   * Parses one.
   *
   * @throws IllegalArgumentException saying what is wrong with it; the text itself is not repeated
   */
  static SerialNumber parse(String text) {
    SerialNumber serial;
    if (text.toLowerCase(Locale.ROOT).startsWith(DECIMAL)) {
      String digits = text.substring(DECIMAL.length()).strip();
      if (!DIGITS.matcher(digits).matches()) {
        throw new IllegalArgumentException("after decimal: there are other than 1 to 49 digits");
      }
      serial = SerialNumber.of(new BigInteger(digits));
    } else if (HEX.matcher(text).matches()) {
      boolean prefixed = text.length() > 2 && (text.charAt(1) == 'x' || text.charAt(1) == 'X');
      serial = SerialNumber.ofHex(prefixed ? text.substring(2) : text);
    } else if (OCTETS.matcher(text).matches()) {
      serial = SerialNumber.ofHex(text.replace(":", ""));
    } else {
      throw new IllegalArgumentException("the serial number is not hexadecimal");
    }
    if (!serial.isAssignable()) {
      throw new IllegalArgumentException(
          "no CA may assign this serial number: it is zero, or longer than 20 octets");
    }
    return serial;
  }
}
