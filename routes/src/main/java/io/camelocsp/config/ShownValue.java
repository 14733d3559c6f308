package io.camelocsp.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes values fit to be printed: short, on one line, without passwords. */
final class ShownValue {
  static final String HIDDEN = "(hidden)";

  private static final int MAX_LENGTH = 120;
  private static final Pattern USER_INFO = Pattern.compile("://[^\\s]*@");
  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "p(ass|as|asw|aas)w?or?d|passphrase|passwd|pwd|\\bpin|secret|token|credential");

  private ShownValue() {}

  /** A value without line ends and control characters, cut when it is long. */
  static String clean(String value) {
    String line = USER_INFO.matcher(value).replaceAll("://" + HIDDEN + "@");
    StringBuilder shown = new StringBuilder();
    line.codePoints()
        .limit(MAX_LENGTH)
        .forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '\uFFFD'));
    return line.codePointCount(0, line.length()) > MAX_LENGTH ? shown + "..." : shown.toString();
  }

  /** The value of a key that nobody knows: hidden when the key sounds like a password's. */
  static String ofUnknown(String key, String value) {
    String leaf = key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    boolean secret = SECRET_KEY.matcher(leaf).find() || EditDistance.between(leaf, "password") <= 3;
    return secret ? HIDDEN : clean(value);
  }

  private static boolean isPrintable(int c) {
    int type = Character.getType(c);
    return !Character.isISOControl(c)
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR;
  }
}
