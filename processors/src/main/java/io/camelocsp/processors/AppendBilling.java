package io.camelocsp.processors;

import io.camelocsp.billing.BillingJournal;
import io.camelocsp.billing.BillingRecord;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Appends the record to the journal's queue; never waits for a disk. */
public final class AppendBilling implements Processor {
  private final BillingJournal journal;

  public AppendBilling(BillingJournal journal) {
    this.journal = journal;
  }

  @Override
  public void process(Exchange exchange) {
    journal.append(exchange.getMessage().getBody(BillingRecord.class));
  }
}
