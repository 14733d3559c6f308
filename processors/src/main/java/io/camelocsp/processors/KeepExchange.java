package io.camelocsp.processors;

import io.camelocsp.audit.ExchangeRecord;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.workflow.Answer;
import io.camelocsp.workflow.Transaction;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Hands request and response to the log of all exchanges. */
public final class KeepExchange implements Processor {
  private final Consumer<ExchangeRecord> log;

  /**
   * @param log takes it without waiting
   */
  public KeepExchange(Consumer<ExchangeRecord> log) {
    this.log = log;
  }

  @Override
  public void process(Exchange exchange) {
    Transaction transaction = OcspExchange.transaction(exchange);
    Answer answer = transaction.answer();
    if (answer == null) {
      throw new IllegalStateException("no step answered the request");
    }
    log.accept(
        new ExchangeRecord(
            transaction.arrivedAt(),
            transaction.responder().name(),
            transaction.clientAddress(),
            request(transaction, exchange),
            answer.der(),
            answer.via().label(),
            transaction.trace()));
  }

  /** What could not be decoded is the most interesting, and still the body if it came as one. */
  private static byte @Nullable [] request(Transaction transaction, Exchange exchange) {
    OcspRequest decoded = transaction.request();
    if (decoded != null) {
      return decoded.der();
    }
    return exchange.getMessage().getBody() instanceof byte[] body ? body : null;
  }
}
