package io.camelocsp.processors;

import io.camelocsp.metrics.ListCounts;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Counts a list that was refused for good. */
public final class CountRefusal implements Processor {
  private final ListCounts counts;

  public CountRefusal(ListCounts counts) {
    this.counts = counts;
  }

  @Override
  public void process(Exchange exchange) {
    counts.refused(exchange.getProperty(OcspExchange.LIST_SOURCE, "", String.class));
  }
}
