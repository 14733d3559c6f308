package io.camelocsp.administration;

import io.camelocsp.audit.AuditState;
import io.camelocsp.billing.BillingJournal;
import io.camelocsp.signing.ResponseSigner;

/** What waits to be signed, and how billing and the audit log are doing. */
final class WorkMetrics implements MetricSource {
  private final Vitals vitals;

  WorkMetrics(Vitals vitals) {
    this.vitals = vitals;
  }

  @Override
  public void write(Exposition metrics) {
    metrics.family(
        "ocsp_signing_queue_length", MetricType.GAUGE, "Signatures that wait for a signer");
    for (ResponseSigner each : vitals.service().currentInstallation().signers().all()) {
      metrics.sample(vitals.signing().queueLength(each), "signer", each.name());
    }
    vitals.journal().ifPresent(journal -> billing(metrics, journal));
    audit(metrics, vitals.audit().get());
  }

  private static void audit(Exposition metrics, AuditState log) {
    metrics
        .family(
            "ocsp_audit_entries_written_total",
            MetricType.COUNTER,
            "Entries of the audit log on the disk, those about the log itself included")
        .sample(log.written());
    metrics
        .family(
            "ocsp_audit_entries_lost_total",
            MetricType.COUNTER,
            "What the audit log should tell and could not be written")
        .sample(log.lost());
    metrics
        .family(
            "ocsp_audit_failing",
            MetricType.GAUGE,
            "1 if the audit log cannot be written now, 0 if it can")
        .sample(log.failure() == null ? 0 : 1);
  }

  private static void billing(Exposition metrics, BillingJournal journal) {
    metrics
        .family(
            "ocsp_billing_records_written_total", MetricType.COUNTER, "Billing records on the disk")
        .sample(journal.written());
    metrics
        .family(
            "ocsp_billing_records_lost_total", MetricType.COUNTER, "Billing records that were lost")
        .sample(journal.lost());
    metrics
        .family(
            "ocsp_billing_write_errors_total",
            MetricType.COUNTER,
            "Attempts to write billing records that failed")
        .sample(journal.writeErrors());
    metrics
        .family(
            "ocsp_billing_records_queued",
            MetricType.GAUGE,
            "Billing records that are not yet written")
        .sample(journal.queued());
    metrics
        .family(
            "ocsp_billing_failing",
            MetricType.GAUGE,
            "1 if the last attempt to write billing records failed, 0 if it did not")
        .sample(journal.failing() ? 1 : 0);
  }
}
