package io.camelocsp.revocation;

/** What a list covers (RFC 5280 5, 5.2.4, 5.2.5). */
public enum ListKind {
  COMPLETE_CRL("complete CRL"),
  DELTA_CRL("delta CRL"),
  PARTITIONED_CRL("CRL of one distribution point or scope"),
  INDIRECT_CRL("indirect CRL"),
  /** What was issued, not what is revoked (docs/issuance-lists.md). */
  ISSUANCE_LIST("issuance list"),
  ISSUANCE_DELTA("delta issuance list");

  private final String label;

  ListKind(String label) {
    this.label = label;
  }

  /** The words used in messages. */
  public String label() {
    return label;
  }
}
