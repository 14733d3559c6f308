package io.camelocsp.config;

/** What a source of lists holds (spec 6.2). */
public enum ListsContent {
  /** Signed lists: CRLs and issuance lists. */
  LISTS,
  /** OpenSSL's database: statuses and issued serial numbers. */
  INDEX_TXT,
  /** A text or CSV file of issued serial numbers. */
  SERIALS,
  /** A directory of issued certificates. */
  CERTIFICATES
}
