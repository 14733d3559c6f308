package io.camelocsp.processors;

import io.camelocsp.revocation.Acceptance;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the caller what became of the list: a line of text as the body, and headers that {@link
 * OcspExchange} names. The caller's other headers stay.
 */
public final class ReportList implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ReportList.class);

  @Override
  public void process(Exchange exchange) {
    Acceptance acceptance = exchange.getProperty(AcceptList.ACCEPTANCE, Acceptance.class);
    HookMessages.describeList(acceptance, exchange.getMessage());
    LOG.info("{}; from {}", exchange.getMessage().getBody(), exchange.getFromEndpoint());
  }
}
