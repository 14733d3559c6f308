package io.camelocsp.karaf.shell;

import io.camelocsp.karaf.RunningInstallations;
import io.camelocsp.operations.Commands;
import io.camelocsp.operations.Line;
import io.camelocsp.operations.Operations;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the running installations, and prints what each says under its name. */
final class Asked {
  /** As they are typed here. */
  static final Commands COMMANDS =
      new Commands() {
        @Override
        public String lists() {
          return "ocsp:lists";
        }

        @Override
        public String status() {
          return "ocsp:status";
        }

        @Override
        public String acceptRemovals(String issuer) {
          return "ocsp:lists --accept " + issuer;
        }

        @Override
        public String inspect(Path list) {
          return "ocsp:lists";
        }
      };

  private Asked() {}

  /**
   * The running installations.
   *
   * @param name of the only one that is wanted; null for all
   * @throws IllegalArgumentException if that one does not run
   */
  static Map<String, Operations> running(
      @Nullable RunningInstallations installations, @Nullable String name) {
    Map<String, Operations> all = Shell.present(installations).operations();
    if (name == null) {
      return all;
    }
    Operations one = all.get(name);
    if (one == null) {
      throw new IllegalArgumentException(
          "No installation '" + name + "' is running; there is " + all.keySet());
    }
    return new TreeMap<>(Map.of(name, one));
  }

  static void print(
      Map<String, Operations> running, PrintStream out, Function<Operations, List<Line>> asked) {
    if (running.isEmpty()) {
      out.println(
          "No installation is running: log:display says why. The first needs etc/io.camelocsp.cfg.");
    }
    running.forEach(
        (name, operations) -> {
          out.println(name);
          asked
              .apply(operations)
              .forEach(line -> out.println(("  " + line.text()).stripTrailing()));
        });
  }
}
