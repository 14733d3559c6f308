package io.camelocsp.standalone.billing;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.message.ResponseStatus;

/** What is summed up for one key. Not thread-safe. */
final class Sum {
  private long requests;
  private long errors;
  private long certificates;
  private long good;
  private long revoked;
  private long unknown;

  void addRequest(BillingRecord billingRecord) {
    requests++;
    if (billingRecord.result() != ResponseStatus.SUCCESSFUL) {
      errors++;
    }
  }

  /** Adds certificates whose status no record names. */
  void addUnnamed(int count) {
    certificates += count;
  }

  void addCertificate(String status) {
    certificates++;
    switch (status) {
      case "good" -> good++;
      case "revoked" -> revoked++;
      default -> unknown++;
    }
  }

  /** In the order of {@link SumTable#FIGURES}. */
  long[] figures() {
    return new long[] {requests, certificates, good, revoked, unknown, errors};
  }
}
