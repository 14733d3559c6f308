package io.camelocsp.billing;

/**
 * What is billed of a responder's requests (spec 11.1).
 *
 * @param detail what a record names
 * @param unknown whether certificates count that were answered {@code unknown}
 */
public record BillingTerms(Detail detail, Unknown unknown) {
  /** Each certificate by name, those answered {@code unknown} left out. */
  public static final BillingTerms DEFAULT =
      new BillingTerms(Detail.CERTIFICATES, Unknown.LEFT_OUT);

  /** What a record names. */
  public enum Detail {
    /** Issuer, serial number and status of each certificate that counts. */
    CERTIFICATES,
    /** Only how many certificates count. */
    REQUESTS
  }

  /** Whether certificates count that were answered {@code unknown}. */
  public enum Unknown {
    /** They are neither named nor counted. */
    LEFT_OUT,
    /** They are named and counted like others. */
    COUNTED
  }
}
