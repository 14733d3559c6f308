package io.camelocsp.signing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A signer cannot be used, or no client would accept what it signs. The message is for the
 * operator: signer, file, what is wrong and what to do; it holds no secret.
 */
public final class SignerRefusedException extends Exception {

  /** What is wrong. */
  public enum Reason {
    /** The file is missing, unreadable, or no PKCS#12. */
    UNREADABLE,
    WRONG_PASSWORD,
    /** The key store holds no private key. */
    NO_KEY,
    /** There is no such alias, or several keys and no alias. */
    WHICH_KEY,
    /** The key has no certificate beside it. */
    NO_CERTIFICATE,
    /** Key and certificate do not belong together. */
    KEY_MISMATCH,
    UNSUPPORTED_KEY,
    /** No configured issuer issued the certificate. */
    WRONG_ISSUER,
    /** The certificate lacks the extended key usage OCSPSigning. */
    NOT_FOR_OCSP_SIGNING,
    /** keyUsage is there and lacks digitalSignature. */
    NOT_FOR_SIGNATURES,
    /** The certificate itself is signed with an algorithm clients no longer accept. */
    WEAK_SIGNATURE,
    /** {@code issuers} names one that is not configured. */
    UNKNOWN_ISSUER_NAME
  }

  private final Reason reason;
  private final Path file;
  private final String wrong;
  private final String toDo;

  SignerRefusedException(
      SignerSource source, Reason reason, String wrong, String toDo, @Nullable Throwable cause) {
    super(
        "signer " + source.name() + " (" + source.keystore() + "): " + wrong + "; " + toDo, cause);
    this.reason = reason;
    this.file = source.keystore();
    this.wrong = wrong;
    this.toDo = toDo;
  }

  SignerRefusedException(SignerSource source, Reason reason, String wrong, String toDo) {
    this(source, reason, wrong, toDo, null);
  }

  public Reason reason() {
    return reason;
  }

  /** What is wrong, without naming the signer or the file. */
  public String whatIsWrong() {
    return wrong;
  }

  /** What to do about it. */
  public String whatToDo() {
    return toDo;
  }

  /** The key store. */
  public Path file() {
    return file;
  }
}
