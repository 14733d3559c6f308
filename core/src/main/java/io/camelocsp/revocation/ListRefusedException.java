package io.camelocsp.revocation;

import java.util.Locale;

/**
 * A list that must not be used, and why. What was in use before stays in use. It carries no stack
 * trace: a bad file is an expected event, and its three texts say more than a trace would.
 */
public final class ListRefusedException extends Exception {

  /** Why a list is refused. */
  public enum Reason {
    /** Neither a CRL in DER or PEM, nor another list we read. */
    NOT_A_LIST,
    /** The file ends before the list does. */
    TRUNCATED,
    /** Not strict DER, or not what RFC 5280 5.1 defines. */
    MALFORMED,
    /** More octets than can be served. */
    TOO_LARGE,
    /** More entries than the policy allows. */
    TOO_MANY_ENTRIES,
    /** More different scopes and keys than one issuer's lists may have. */
    TOO_MANY_LISTS,
    /** A critical extension of the list or of any entry that we do not process (RFC 5280 5.2). */
    UNKNOWN_CRITICAL_EXTENSION,
    /** A list of a kind that is not served, such as one of attribute certificates. */
    KIND_NOT_SERVED,
    /** No configured issuer has the name in the list. */
    FOREIGN_ISSUER,
    /** The list names another key than the issuer's. */
    KEY_IDENTIFIER_MISMATCH,
    /** The issuer's certificate does not allow its key to sign lists. */
    CRL_SIGN_MISSING,
    /** Signed with MD5, or with SHA-1 where the policy does not allow it. */
    WEAK_SIGNATURE,
    /** Signed with an algorithm that we do not know. */
    UNKNOWN_SIGNATURE_ALGORITHM,
    /** The issuer's key did not sign these octets. */
    WRONG_SIGNATURE,
    /** A list revokes the certificate of the key that signed it. */
    KEY_REVOKED,
    /** thisUpdate is in the future. */
    FROM_THE_FUTURE,
    /** nextUpdate, or the policy's greatest age, is past. */
    EXPIRED,
    /** No nextUpdate, and the policy names no greatest age. */
    NO_END,
    /** Its number or time is below the current list's. */
    OLDER,
    /** The current list's number, with other content. */
    SAME_NUMBER_OTHER_CONTENT;

    /**
     * Whether a file that is still being written may be refused for this: everything that is judged
     * before the signature has been verified.
     */
    public boolean mayBeUnfinished() {
      return switch (this) {
        case KEY_REVOKED,
            FROM_THE_FUTURE,
            EXPIRED,
            NO_END,
            OLDER,
            SAME_NUMBER_OTHER_CONTENT,
            TOO_MANY_LISTS ->
            false;
        default -> true;
      };
    }
  }

  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String wrong;
  private final String effect;
  private final String remedy;

  /**
   * A refusal before it is known whom it concerns.
   *
   * @param reason the rule that refuses it
   * @param wrong what is wrong, a sentence without full stop
   * @param remedy what to do about it, likewise
   */
  ListRefusedException(Reason reason, String wrong, String remedy) {
    this(reason, wrong, "no issuer is affected: each keeps answering from what it has", remedy);
  }

  private ListRefusedException(Reason reason, String wrong, String effect, String remedy) {
    super(wrong, null, false, false);
    this.reason = reason;
    this.wrong = wrong;
    this.effect = effect;
    this.remedy = remedy;
  }

  /** The same refusal with what it means for an issuer. */
  ListRefusedException withEffect(String effectOnIssuer) {
    return new ListRefusedException(reason, wrong, effectOnIssuer, remedy);
  }

  /** The rule that refuses the list. */
  public Reason reason() {
    return reason;
  }

  /** What is wrong with the list. */
  public String whatIsWrong() {
    return wrong;
  }

  /** What that means for answers. */
  public String effect() {
    return effect;
  }

  /** What to do about it. */
  public String whatToDo() {
    return remedy;
  }

  /** All of it in lines, for the {@code .reason.txt} beside a refused file; ends with a newline. */
  public String reasonText() {
    return """
        Refused (%s).
        What is wrong: %s.
        Effect:        %s.
        What to do:    %s.
        """
        .formatted(reason.name().toLowerCase(Locale.ROOT), wrong, effect, remedy);
  }
}
