package io.camelocsp.processors;

import io.camelocsp.revocation.ListRefusedException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Gives a caught refusal back to the caller, whose list it is: as the exception it was. */
public final class ReportRefusal implements Processor {
  @Override
  public void process(Exchange exchange) throws ListRefusedException {
    throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ListRefusedException.class);
  }
}
