package io.camelocsp.testkit;

import java.nio.file.Path;

/**
 * The {@code promtool} command of Prometheus, which judges metrics and alert rules. Thread-safe.
 */
public final class Promtool {

  private Promtool() {}

  /** The command is probed once, at first use. */
  private static final class Holder {
    private static final Tool TOOL = new Tool("promtool", "--version");
  }

  /** Whether the command is installed; tests that need it are skipped otherwise. */
  public static boolean available() {
    return Holder.TOOL.available();
  }

  /**
   * Runs {@code promtool} with these arguments and empty input, for at most 30 seconds.
   *
   * @throws java.io.UncheckedIOException if it cannot be started
   * @throws IllegalStateException if it does not end in time; it is killed then
   */
  public static ToolResult run(String... arguments) {
    return Holder.TOOL.run(arguments);
  }

  /** Likewise, with a file as its input. */
  public static ToolResult run(Path input, String... arguments) {
    return Holder.TOOL.run(input, arguments);
  }
}
