package io.camelocsp.client;

/** Whether a nonce is sent, and what it means if the answer holds none. */
public enum NonceUse {
  /**
   * A POST sends one and only notes when it is left out; a GET sends none, so that caches can
   * answer.
   */
  USUAL,
  /** Sent, and an answer without it is refused. */
  REQUIRED,
  /** Not sent. */
  NONE
}
