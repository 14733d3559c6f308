package io.camelocsp.operations;

/**
 * A line for a terminal. It holds no control characters, whatever names it shows.
 *
 * @param tone how it may be coloured
 */
public record Line(Tone tone, String text) {

  /** How a line may be coloured. */
  public enum Tone {
    PLAIN,
    STRONG,
    GOOD,
    WARNING,
    BAD;

    static Tone of(Level level) {
      return switch (level) {
        case OK -> GOOD;
        case WARNING -> WARNING;
        case CRITICAL -> BAD;
      };
    }
  }

  public Line {
    // Names come from certificates and files: they must not steer the terminal.
    text = text.codePoints().anyMatch(Line::steers) ? cleaned(text) : text;
  }

  static Line plain(String text) {
    return new Line(Tone.PLAIN, text);
  }

  private static boolean steers(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL || type == Character.FORMAT || type == Character.SURROGATE;
  }

  private static String cleaned(String text) {
    return text.codePoints()
        .map(each -> steers(each) ? '?' : each)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
