package io.camelocsp.processors;

import io.camelocsp.billing.BillingFate;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.trace.FailureTraces;
import io.camelocsp.workflow.Transaction;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the answer go on when its billing record is on the disk; no thread waits for that. A record
 * that could not be kept, or that nobody appended, is {@code tryLater}, like any error answer.
 */
public final class AwaitBilling extends AsyncProcessorSupport {
  private static final Logger LOG = LoggerFactory.getLogger(AwaitBilling.class);
  private static final Seldom UNBILLED = new Seldom();

  private final RememberedFailures failures;

  /**
   * @param traces remembers what was refused
   */
  public AwaitBilling(FailureTraces traces) {
    failures = new RememberedFailures(traces);
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    Transaction transaction = OcspExchange.transaction(exchange);
    CompletableFuture<BillingFate> billed = transaction.billed();
    if (billed == null) {
      if (UNBILLED.due()) {
        LOG.error(
            "No record was appended to the billing journal, so nobody is answered: the route"
                + " ocsp-billing is left out or was replaced. Add it again, or set"
                + " ocsp.billing.durability = async (said once a minute)");
      }
      refuse(transaction);
      callback.done(true);
      return true;
    }
    if (billed.isDone()) {
      take(billed.join(), transaction);
      callback.done(true);
      return true;
    }
    var unused =
        billed.thenAccept(
            fate -> {
              take(fate, transaction);
              callback.done(false);
            });
    return false;
  }

  private void take(BillingFate fate, Transaction transaction) {
    if (fate == BillingFate.NOT_KEPT) {
      refuse(transaction);
    }
  }

  private void refuse(Transaction transaction) {
    failures.fail(
        transaction,
        ResponseStatus.TRY_LATER,
        "the billing record could not be kept (ocsp.billing.durability = sync)",
        null);
  }
}
