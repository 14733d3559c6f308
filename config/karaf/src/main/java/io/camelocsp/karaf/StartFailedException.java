package io.camelocsp.karaf;

/** What cannot be seen before starting, such as a port that is taken; says what to do. */
final class StartFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
