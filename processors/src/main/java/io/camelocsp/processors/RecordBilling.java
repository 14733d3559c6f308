package io.camelocsp.processors;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.workflow.Billing;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Prepares the tapped exchange: its body becomes the immutable {@link BillingRecord} of the
 * request, so that what receives it sees nothing of the exchange that goes on.
 */
public final class RecordBilling implements Processor {
  @Override
  public void process(Exchange exchange) {
    exchange
        .getMessage()
        .setBody(Billing.record(OcspExchange.transaction(exchange), System.nanoTime()));
  }
}
