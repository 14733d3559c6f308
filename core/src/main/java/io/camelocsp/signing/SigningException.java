package io.camelocsp.signing;

/** A key could not sign. The message names the signer and what to look at; it holds no secret. */
public final class SigningException extends Exception {
  public SigningException(String message, Throwable cause) {
    super(message, cause);
  }
}
