package io.camelocsp.client;

/** Text from elsewhere, before a terminal shows it. */
public final class SafeText {
  private SafeText() {}

  /**
   * Text made harmless: control characters, with which a certificate's subject or a server's reply
   * could rewrite the terminal, become question marks.
   */
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) || isInvisible(c) ? '?' : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  /** Bidirectional overrides and their like, which make text read differently from what it is. */
  private static boolean isInvisible(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
