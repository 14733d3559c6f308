package io.camelocsp.standalone.support;

import java.nio.file.Path;

/** Commands that are printed to be copied into a POSIX shell. */
public final class Shell {
  private Shell() {}

  /** The text as the shell takes it for one word. */
  public static String quoted(String text) {
    return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /** The path as the shell takes it for one word, and no command for an option. */
  public static String quoted(Path path) {
    String text = path.toString();
    return quoted(text.startsWith("-") ? "./" + text : text);
  }
}
