package io.camelocsp.standalone.control;

/** The running process did not do what was asked; the message says why. */
public final class ControlFailureException extends Exception {
  private static final long serialVersionUID = 1L;

  ControlFailureException(String message) {
    super(message);
  }
}
