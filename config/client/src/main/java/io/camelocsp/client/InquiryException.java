package io.camelocsp.client;

import java.util.List;

/**
 * Nobody can be asked, for a reason the user can act on. Message and advice are meant to be shown
 * as they are; they name options as every command line of ours has them ({@code --url}, {@code
 * --issuer}).
 */
public final class InquiryException extends Exception {
  private static final long serialVersionUID = 1;

  /** What went wrong. */
  public enum Kind {
    /** The options make no sense together or by themselves. */
    USAGE,
    /** A file cannot be used, or it does not say what is needed. */
    INPUT,
    /** What is needed beforehand cannot be fetched. */
    NO_ANSWER
  }

  private final Kind kind;
  private final transient List<String> advice;

  /**
   * @param kind what went wrong
   * @param message what is wrong, in words
   * @param advice what to do about it beyond what the message says, a line each
   */
  InquiryException(Kind kind, String message, String... advice) {
    super(message);
    this.kind = kind;
    this.advice = List.of(advice);
  }

  /** What went wrong. */
  public Kind kind() {
    return kind;
  }

  /** What to do about it beyond what the message says, a line each. */
  public List<String> advice() {
    return advice;
  }
}
