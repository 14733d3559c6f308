package io.camelocsp.standalone.support;

/**
 * Exit codes of the commands, as monitoring plug-ins use them. {@code check} has its own below 64.
 */
public final class ExitCode {
  public static final int OK = 0;
  public static final int WARNING = 1;
  public static final int CRITICAL = 2;

  /** It cannot be found out. */
  public static final int UNKNOWN = 3;

  /** The command line itself is wrong; sysexits.h calls it EX_USAGE. */
  public static final int USAGE = 64;

  /** A defect of camel-ocsp; sysexits.h calls it EX_SOFTWARE. */
  public static final int DEFECT = 70;

  /** Stopped while serving, as a shell reports Ctrl-C. */
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
