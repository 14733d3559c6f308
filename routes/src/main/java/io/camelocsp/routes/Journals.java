package io.camelocsp.routes;

import io.camelocsp.config.OcspConfiguration;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an installation writes down: billing records, failed requests and whole exchanges, changes.
 *
 * @param locks keep others from writing the same files
 * @param billing the billing journal and what delivers its records
 * @param kept failed requests, and requests with their responses
 * @param audit the audit log
 */
record Journals(JournalLocks locks, BillingParts billing, KeptRequests kept, AuditTrail audit)
    implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journals.class);

  /**
   * Opens them all, or none.
   *
   * @param nanos of a clock that nobody sets
   * @throws IOException if one of their files cannot be used, or another installation writes it
   */
  static Journals open(OcspConfiguration configuration, InstantSource clock, LongSupplier nanos)
      throws IOException {
    Deque<AutoCloseable> opened = new ArrayDeque<>();
    try {
      JournalLocks locks = JournalLocks.hold(configuration);
      opened.push(locks);
      BillingParts billing = BillingParts.open(configuration, clock, nanos);
      opened.push(billing);
      KeptRequests kept = KeptRequests.open(configuration);
      opened.push(kept);
      return new Journals(locks, billing, kept, AuditTrail.open(configuration, clock));
    } catch (IOException | RuntimeException e) {
      opened.forEach(Journals::closeQuietly);
      throw e;
    }
  }

  /** Closes them; what was accepted is on the disk then. */
  @Override
  public void close() {
    kept.close();
    audit.close();
    billing.close();
    closeQuietly(locks);
  }

  private static void closeQuietly(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      LOG.debug("{} could not be closed", part, e);
    }
  }
}
