package io.camelocsp.standalone.support;

import java.nio.file.Path;

/** Commands that are printed to be copied into a POSIX shell. */
public final class Shell {
  /** Set by the launcher to what its user typed. */
  private static final String LAUNCHER = "camelocsp.launcher";

  private Shell() {}

  /** This program as its user called it, so that printed commands work when copied. */
  public static String self() {
    return quoted(System.getProperty(LAUNCHER, "camel-ocsp"));
  }

  /** This program as it can be called from any directory. */
  public static String selfAnywhere() {
    String self = System.getProperty(LAUNCHER, "camel-ocsp");
    return quoted(
        self.contains("/") ? Path.of(self).toAbsolutePath().normalize().toString() : self);
  }

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
