package io.camelocsp.message;

/** CRLReason (RFC 5280 5.3.1). */
public enum RevocationReason {
  UNSPECIFIED(0, "unspecified"),
  KEY_COMPROMISE(1, "keyCompromise"),
  CA_COMPROMISE(2, "cACompromise"),
  AFFILIATION_CHANGED(3, "affiliationChanged"),
  SUPERSEDED(4, "superseded"),
  CESSATION_OF_OPERATION(5, "cessationOfOperation"),
  CERTIFICATE_HOLD(6, "certificateHold"),
  REMOVE_FROM_CRL(8, "removeFromCRL"),
  PRIVILEGE_WITHDRAWN(9, "privilegeWithdrawn"),
  AA_COMPROMISE(10, "aACompromise");

  private static final RevocationReason[] BY_CODE = new RevocationReason[11];

  static {
    for (RevocationReason reason : values()) {
      BY_CODE[reason.code] = reason;
    }
  }

  private final int code;
  private final String label;

  RevocationReason(int code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The ENUMERATED value. */
  public int code() {
    return code;
  }

  /** The name RFC 5280 gives it, which is also OpenSSL's. */
  public String label() {
    return label;
  }

  /**
   * The reason with this ENUMERATED value.
   *
   * @throws IllegalArgumentException if RFC 5280 defines none with it (7 is unused)
   */
  public static RevocationReason ofCode(int code) {
    RevocationReason reason = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    if (reason == null) {
      throw new IllegalArgumentException("no CRLReason has the value " + code);
    }
    return reason;
  }
}
