package io.camelocsp.processors;

import io.camelocsp.workflow.LocalValidation;
import io.camelocsp.workflow.Transaction;
import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Judges the request from our own revocation data; see {@link LocalValidation}. */
public final class ValidateLocally implements Processor {
  private final InstantSource clock;

  public ValidateLocally(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    Transaction transaction = OcspExchange.transaction(exchange);
    transaction.setValidated(
        LocalValidation.validate(
            transaction.decodedRequest(),
            transaction.responder(),
            transaction.installation(),
            clock.instant()));
  }
}
