package io.camelocsp.routes;

import io.camelocsp.config.OcspConfiguration;
import java.io.IOException;
import java.time.InstantSource;

/**
 * What an installation writes down: billing records, failed requests and whole exchanges, changes.
 *
 * @param billing the billing journal and what delivers its records
 * @param kept failed requests, and requests with their responses
 * @param audit the audit log
 */
record Journals(BillingParts billing, KeptRequests kept, AuditTrail audit)
    implements AutoCloseable {

  /**
   * Opens them all, or none.
   *
   * @throws IOException if one of their files cannot be used
   */
  static Journals open(OcspConfiguration configuration, InstantSource clock) throws IOException {
    BillingParts billing = BillingParts.open(configuration, clock);
    KeptRequests kept;
    try {
      kept = KeptRequests.open(configuration);
    } catch (IOException | RuntimeException e) {
      billing.close();
      throw e;
    }
    try {
      return new Journals(billing, kept, AuditTrail.open(configuration, clock));
    } catch (IOException | RuntimeException e) {
      kept.close();
      billing.close();
      throw e;
    }
  }

  /** Closes them; what was accepted is on the disk then. */
  @Override
  public void close() {
    kept.close();
    audit.close();
    billing.close();
  }
}
