package io.camelocsp.standalone.support;

import java.util.List;

/**
 * A command cannot do what was asked, for a reason its user can act on. The message is shown as it
 * is, without stack trace.
 */
public final class CommandFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final int exitCode;
  private final transient List<String> advice;

  /**
   * @param exitCode of the process
   * @param message what is wrong
   * @param advice what to do about it, a line each
   */
  public CommandFailure(int exitCode, String message, String... advice) {
    super(message);
    this.exitCode = exitCode;
    this.advice = List.of(advice);
  }

  /** The exit code of the process. */
  public int exitCode() {
    return exitCode;
  }

  /** What to do about it, a line each. */
  public List<String> advice() {
    return advice;
  }
}
