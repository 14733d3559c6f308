package io.camelocsp.processors;

import io.camelocsp.billing.BillingJournal;
import io.camelocsp.billing.BillingRecord;
import io.camelocsp.billing.Durability;
import io.camelocsp.workflow.Transaction;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Appends the record to the journal's queue; never waits for a disk. Where the answer must wait, it
 * leaves what to wait for with the transaction, for {@link AwaitBilling}.
 */
public final class AppendBilling implements Processor {
  private final BillingJournal journal;

  public AppendBilling(BillingJournal journal) {
    this.journal = journal;
  }

  @Override
  public void process(Exchange exchange) {
    BillingRecord billingRecord = exchange.getMessage().getBody(BillingRecord.class);
    Transaction transaction = OcspExchange.transactionOrNull(exchange);
    if (journal.durability() == Durability.SYNC && transaction != null) {
      transaction.setBilled(journal.appendDurably(billingRecord));
    } else {
      journal.append(billingRecord);
    }
  }
}
