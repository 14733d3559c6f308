package io.camelocsp.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A property file with the line of each key. It is read as {@link
 * java.util.Properties#load(java.io.Reader)} reads it, as UTF-8, but keeps order and duplicates and
 * notices what is probably not meant. Immutable.
 *
 * @param entries all keys and values in the order of the file, duplicates included: the last counts
 * @param problems what cannot be read, and warnings
 */
public record PropertyFile(List<ConfigurationEntry> entries, List<ConfigurationProblem> problems) {

  /** The longest file that is read, in octets. */
  public static final int MAX_SIZE = 1 << 20;

  private static final Pattern LOOKS_LIKE_COMMENT = Pattern.compile("(?:^|\\s)#");

  public PropertyFile {
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read or is longer than {@link #MAX_SIZE}
   */
  public static PropertyFile read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(MAX_SIZE + 1);
      if (content.length > MAX_SIZE) {
        throw new IOException(file + " is longer than " + MAX_SIZE + " octets");
      }
      return parse(content, file.toString());
    }
  }

  /** Reads the content of a file that problems shall call {@code source}. */
  static PropertyFile parse(byte[] content, String source) {
    List<ConfigurationEntry> entries = new ArrayList<>();
    List<ConfigurationProblem> problems = new ArrayList<>();
    Map<String, Origin> seen = new HashMap<>();
    for (PropertyLines.LogicalLine line : PropertyLines.of(content)) {
      Origin origin = new Origin(source, line.number());
      int keyEnd = keyEnd(line.text());
      String rawValue = line.text().substring(valueStart(line.text(), keyEnd));
      try {
        String key = unescape(line.text().substring(0, keyEnd));
        ConfigurationEntry entry = new ConfigurationEntry(key, unescape(rawValue), origin);
        entries.add(entry);
        judge(entry, line.utf8(), seen, problems);
      } catch (BadValueException e) {
        problems.add(
            ConfigurationProblem.error(
                origin,
                ShownValue.clean(line.text().substring(0, keyEnd)),
                null,
                e.reason(),
                "write a backslash as \\\\, or a path with slashes"));
      }
    }
    return new PropertyFile(entries, problems);
  }

  private static void judge(
      ConfigurationEntry entry,
      boolean utf8,
      Map<String, Origin> seen,
      List<ConfigurationProblem> problems) {
    String key = ShownValue.clean(entry.key());
    if (!utf8) {
      problems.add(
          ConfigurationProblem.error(
              entry.origin(),
              key,
              null,
              "the line is not UTF-8",
              "save the file as UTF-8, or write other characters as \\u00e9"));
    }
    Origin earlier = seen.put(entry.key(), entry.origin());
    if (earlier != null) {
      problems.add(
          ConfigurationProblem.warning(
              entry.origin(),
              key,
              null,
              "the key is also in line " + earlier.line() + "; this line counts",
              "remove one of the two lines"));
    }
    Matcher comment = LOOKS_LIKE_COMMENT.matcher(entry.value());
    if (entry.key().startsWith("ocsp.") && comment.find()) {
      problems.add(
          ConfigurationProblem.warning(
              entry.origin(),
              key,
              null,
              "what follows the '#' looks like a comment but is part of the value",
              "put the comment on a line of its own, before this one"));
    }
  }

  private static int keyEnd(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (isSeparator(c) || PropertyLines.isWhiteSpace(c)) {
        return i;
      }
    }
    return line.length();
  }

  private static int valueStart(String line, int keyEnd) {
    boolean separated = false;
    int start = keyEnd;
    while (start < line.length()) {
      char c = line.charAt(start);
      if (!PropertyLines.isWhiteSpace(c)) {
        if (separated || !isSeparator(c)) {
          return start;
        }
        separated = true;
      }
      start++;
    }
    return start;
  }

  private static boolean isSeparator(char c) {
    return c == '=' || c == ':';
  }

  private static String unescape(String text) throws BadValueException {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        plain.append(c);
      } else if (++i < text.length()) {
        char escaped = text.charAt(i);
        plain.append(escaped == 'u' ? unicode(text, i + 1) : control(escaped));
        i += escaped == 'u' ? 4 : 0;
      }
    }
    return plain.toString();
  }

  private static char control(char escaped) {
    return switch (escaped) {
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'n' -> '\n';
      case 'f' -> '\f';
      default -> escaped;
    };
  }

  private static char unicode(String text, int start) throws BadValueException {
    int value = 0;
    for (int i = start; i < start + 4; i++) {
      int digit = i < text.length() && text.charAt(i) < 128 ? hexDigit(text.charAt(i)) : -1;
      if (digit < 0) {
        throw new BadValueException("\\u is not followed by four hexadecimal digits");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private static int hexDigit(char c) {
    return Character.digit(c, 16);
  }
}
