package io.camelocsp.workflow;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.billing.BillingTerms;
import io.camelocsp.billing.BillingTerms.Detail;
import io.camelocsp.billing.BillingTerms.Unknown;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.SingleResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Step 9 of the workflow (spec 2): what a request's billing record says. Stateless. */
public final class Billing {
  private Billing() {}

  /**
   * The record of a request that has its answer.
   *
   * @param nowNanos {@link System#nanoTime()} now, for the time taken
   */
  public static BillingRecord record(Transaction transaction, long nowNanos) {
    Answer answer = transaction.answer();
    if (answer == null) {
      throw new IllegalStateException("no step answered the request");
    }
    OcspRequest request = transaction.request();
    BillingTerms terms = transaction.responder().billing();
    List<BillingRecord.Certificate> counted =
        answer.via() == Via.ERROR
            ? List.of()
            : certificates(transaction.judgedRequest(), terms.unknown());
    return new BillingRecord(
        transaction.arrivedAt(),
        transaction.responder().name(),
        transaction.clientAddress(),
        null,
        request == null ? 0 : request.certIds().size(),
        counted.size(),
        terms.detail() == Detail.CERTIFICATES ? counted : List.of(),
        answer.via().label(),
        answer.status(),
        Duration.ofNanos(nowNanos - transaction.startedNanos()));
  }

  private static List<BillingRecord.Certificate> certificates(
      ValidatedRequest validated, Unknown unknown) {
    List<BillingRecord.Certificate> certificates = new ArrayList<>(validated.results().size());
    for (ValidatedRequest.Result result : validated.results()) {
      SingleResponse response = result.response();
      if (unknown == Unknown.COUNTED || !(response.status() instanceof CertStatus.Unknown)) {
        certificates.add(
            BillingRecord.Certificate.of(
                result.issuerName(), response.certId().serial(), response.status()));
      }
    }
    return certificates;
  }
}
