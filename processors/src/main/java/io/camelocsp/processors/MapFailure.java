package io.camelocsp.processors;

import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.trace.FailureTraces;
import io.camelocsp.workflow.Transaction;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever went wrong into the error answer (RFC 6960 2.3). What is expected is quiet; what
 * is not is logged with its stack trace here, once a minute, and the client sees {@code
 * internalError} alone; with a name for its failure, by which an operator finds the reason.
 */
public final class MapFailure implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(MapFailure.class);

  private final RememberedFailures failures;
  private final Seldom seldom = new Seldom();
  private final LongAdder unexpected = new LongAdder();

  /**
   * @param traces remembers why
   */
  public MapFailure(FailureTraces traces) {
    this.failures = new RememberedFailures(traces);
  }

  @Override
  public void process(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Transaction transaction = OcspExchange.transaction(exchange);
    if (cause instanceof OcspFailure failure) {
      LOG.debug("{}: {}", failure.status().label(), failure.reason());
      failures.fail(transaction, failure.status(), failure.reason(), null);
    } else if (cause instanceof RejectedExecutionException) {
      LOG.debug("tryLater: no thread is free: {}", cause.toString());
      failures.fail(transaction, ResponseStatus.TRY_LATER, "no thread is free", null);
    } else {
      unexpected.increment();
      if (seldom.due()) {
        LOG.error(
            "A request to responder {} failed unexpectedly; the client got internalError. This is a"
                + " defect: please report it with this trace. It is said once a minute at most; it"
                + " has happened {} times so far",
            transaction.responder().name(),
            unexpected.sum(),
            cause);
      }
      failures.fail(
          transaction,
          ResponseStatus.INTERNAL_ERROR,
          "something was thrown that is not expected",
          String.valueOf(cause));
    }
  }
}
