package io.camelocsp.config;

import org.jspecify.annotations.Nullable;

/** A value that cannot be used, and what could be. Without a stack: it is caught at once. */
final class BadValueException extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String expected;

  /** A refusal of a value that should be what the key's type and limits say. */
  BadValueException(String reason) {
    this(reason, null);
  }

  /**
   * A refusal.
   *
   * @param reason what is wrong with the value
   * @param expected what to write, when the key's type and limits do not say it
   */
  BadValueException(String reason, @Nullable String expected) {
    super(reason, null, false, false);
    this.expected = expected;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  @Nullable String expected() {
    return expected;
  }
}
