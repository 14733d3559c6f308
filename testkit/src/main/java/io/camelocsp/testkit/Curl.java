package io.camelocsp.testkit;

/** The {@code curl} command, which publishers' scripts use. Thread-safe. */
public final class Curl {

  private Curl() {}

  /** The command is probed once, at first use. */
  private static final class Holder {
    private static final Tool TOOL = new Tool("curl", "--version");
  }

  /** Whether the command is installed; tests that need it are skipped otherwise. */
  public static boolean available() {
    return Holder.TOOL.available();
  }

  /**
   * Runs {@code curl} with these arguments and empty input, for at most 30 seconds.
   *
   * @throws java.io.UncheckedIOException if it cannot be started
   * @throws IllegalStateException if it does not end in time; it is killed then
   */
  public static ToolResult run(String... arguments) {
    return Holder.TOOL.run(arguments);
  }
}
