package io.camelocsp.billing;

/** A line of a journal that is no billing record. It carries no stack trace: there may be many. */
public final class DamagedLineException extends Exception {
  private static final long serialVersionUID = 1;

  DamagedLineException(String reason) {
    super(reason, null, false, false);
  }
}
