package io.camelocsp.karaf.shell;

import java.io.PrintStream;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** What Karaf puts into commands. */
final class Shell {
  private Shell() {}

  static PrintStream console(@Nullable Session session) {
    return present(session).getConsole();
  }

  /** Whose session it is; {@code karaf} if it does not say. */
  static String user(@Nullable Session session) {
    Object user = present(session).get("USER");
    return user == null ? "karaf" : user.toString();
  }

  static <T> T present(@Nullable T injected) {
    if (injected == null) {
      throw new IllegalStateException("Karaf's shell has not put it in place");
    }
    return injected;
  }
}
