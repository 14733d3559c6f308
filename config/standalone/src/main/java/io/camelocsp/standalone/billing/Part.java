package io.camelocsp.standalone.billing;

/** What records are summed by. */
public enum Part {
  /** The requestor; the client's address where nobody authenticated. */
  CUSTOMER,
  /** The issuer of each certificate. */
  ISSUER,
  /** The responder that was asked. */
  RESPONDER
}
