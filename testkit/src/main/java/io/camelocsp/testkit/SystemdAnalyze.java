package io.camelocsp.testkit;

/** The {@code systemd-analyze} command, which judges units without running them. Thread-safe. */
public final class SystemdAnalyze {

  private SystemdAnalyze() {}

  /** The command is probed once, at first use. */
  private static final class Holder {
    private static final Tool TOOL = new Tool("systemd-analyze", "--version");
  }

  /** Whether the command is installed; tests that need it are skipped otherwise. */
  public static boolean available() {
    return Holder.TOOL.available();
  }

  /**
   * Runs {@code systemd-analyze} with these arguments and empty input, for at most 30 seconds.
   *
   * @throws java.io.UncheckedIOException if it cannot be started
   * @throws IllegalStateException if it does not end in time; it is killed then
   */
  public static ToolResult run(String... arguments) {
    return Holder.TOOL.run(arguments);
  }
}
