package io.camelocsp.testkit;

/**
 * What a command-line tool did. Immutable.
 *
 * @param exit its exit code
 * @param stdout what it wrote to standard output, as UTF-8
 * @param stderr what it wrote to standard error, as UTF-8
 */
public record ToolResult(int exit, String stdout, String stderr) {

  /** Both outputs, for assertions that do not care which one a tool's version uses. */
  public String output() {
    return stdout + stderr;
  }
}
