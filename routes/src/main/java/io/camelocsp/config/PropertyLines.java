package io.camelocsp.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a property file into logical lines as {@link java.util.Properties#load(java.io.Reader)}
 * does: comments and blank lines fall away, a backslash at the end goes on with the next line.
 */
final class PropertyLines {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * A logical line.
   *
   * @param number the number of its first natural line, from 1
   * @param text without comment, leading white space and line ends; escapes are still there
   * @param utf8 whether all of it could be decoded
   */
  record LogicalLine(int number, String text, boolean utf8) {}

  private record NaturalLine(String text, boolean utf8) {}

  private PropertyLines() {}

  static List<LogicalLine> of(byte[] content) {
    List<NaturalLine> natural = naturalLines(content);
    List<LogicalLine> logical = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int start = 0;
    boolean utf8 = true;
    boolean open = false;
    for (int i = 0; i < natural.size(); i++) {
      String part = stripLeading(natural.get(i).text());
      if (text.length() == 0) {
        if (isBlankOrComment(part)) {
          continue;
        }
        start = i + 1;
        utf8 = true;
      }
      utf8 &= natural.get(i).utf8();
      open = goesOn(part);
      text.append(part, 0, open ? part.length() - 1 : part.length());
      if (!open) {
        logical.add(new LogicalLine(start, text.toString(), utf8));
        text.setLength(0);
      }
    }
    if (open && text.length() > 0) {
      logical.add(new LogicalLine(start, text.toString(), utf8));
    }
    return logical;
  }

  /** Only what {@code Properties} takes for white space: not all that Unicode does. */
  static boolean isWhiteSpace(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  private static boolean isBlankOrComment(String part) {
    return part.isEmpty() || part.charAt(0) == '#' || part.charAt(0) == '!';
  }

  private static boolean goesOn(String part) {
    int backslashes = 0;
    while (backslashes < part.length() && part.charAt(part.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private static String stripLeading(String line) {
    int start = 0;
    while (start < line.length() && isWhiteSpace(line.charAt(start))) {
      start++;
    }
    return line.substring(start);
  }

  private static List<NaturalLine> naturalLines(byte[] content) {
    List<NaturalLine> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < content.length; i++) {
      if (content[i] == '\n' || content[i] == '\r') {
        lines.add(decode(content, start, i));
        if (content[i] == '\r' && i + 1 < content.length && content[i + 1] == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    lines.add(decode(content, start, content.length));
    NaturalLine first = lines.get(0);
    if (first.text().startsWith(BYTE_ORDER_MARK)) {
      lines.set(0, new NaturalLine(first.text().substring(1), first.utf8()));
    }
    return lines;
  }

  // a comment in another encoding does no harm, so a line is judged only when it is used
  private static NaturalLine decode(byte[] content, int start, int end) {
    try {
      ByteBuffer octets = ByteBuffer.wrap(content, start, end - start);
      return new NaturalLine(StandardCharsets.UTF_8.newDecoder().decode(octets).toString(), true);
    } catch (CharacterCodingException e) {
      String readable = new String(content, start, end - start, StandardCharsets.ISO_8859_1);
      return new NaturalLine(readable, false);
    }
  }
}
