package io.camelocsp.karaf.shell;

import io.camelocsp.karaf.RunningInstallations;
import io.camelocsp.operations.Line;
import io.camelocsp.operations.Operations;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

/** A command for the running installations, or one of them. Karaf sets the fields. */
abstract class ForInstallations implements Action {
  @Reference private @Nullable RunningInstallations installations;
  @Reference private @Nullable Session session;

  @Option(
      name = "-n",
      aliases = "--installation",
      description = "One installation only, by the name of its configuration: camel-ocsp-NAME.",
      valueToShowInHelp = "all")
  private @Nullable String installation;

  PrintStream console() {
    return Shell.console(session);
  }

  /**
   * The running installations, or the one that is wanted.
   *
   * @throws IllegalArgumentException if that one does not run
   */
  Map<String, Operations> running() {
    Map<String, Operations> all = Shell.present(installations).operations();
    if (installation == null) {
      return all;
    }
    Operations one = all.get(installation);
    if (one == null) {
      throw new IllegalArgumentException(
          "No installation '" + installation + "' is running; there is " + all.keySet());
    }
    return new TreeMap<>(Map.of(installation, one));
  }

  /**
   * The installation that something is done to.
   *
   * @throws IllegalArgumentException if it is not said which of several
   */
  Operations one() {
    Map<String, Operations> running = running();
    if (running.size() != 1) {
      throw new IllegalArgumentException(
          running.isEmpty()
              ? "No installation is running: log:display says why"
              : "Say which of the installations: --installation NAME; there is "
                  + running.keySet());
    }
    return running.values().iterator().next().by(Shell.user(session));
  }

  /** Asks each, and prints what it says under its name. */
  void print(Function<Operations, List<Line>> asked) {
    Map<String, Operations> running = running();
    PrintStream out = console();
    if (running.isEmpty()) {
      out.println(
          "No installation is running: log:display says why. The first needs etc/io.camelocsp.cfg.");
    }
    running.forEach(
        (name, operations) -> {
          out.println(name);
          print(asked.apply(operations), "  ");
        });
  }

  void print(List<Line> lines, String indentation) {
    PrintStream out = console();
    lines.forEach(line -> out.println((indentation + line.text()).stripTrailing()));
  }
}
