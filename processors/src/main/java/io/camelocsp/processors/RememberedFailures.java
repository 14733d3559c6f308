package io.camelocsp.processors;

import io.camelocsp.message.ResponseStatus;
import io.camelocsp.trace.FailedRequest;
import io.camelocsp.trace.FailureTraces;
import io.camelocsp.workflow.FailureAnswers;
import io.camelocsp.workflow.Transaction;
import org.jspecify.annotations.Nullable;

/** Answers a request by an error, and remembers why under a name that the client is told. */
final class RememberedFailures {
  private final FailureTraces traces;

  RememberedFailures(FailureTraces traces) {
    this.traces = traces;
  }

  /**
   * The request fails.
   *
   * @param thrown what was thrown that is not expected; null if nothing was
   */
  void fail(
      Transaction transaction, ResponseStatus status, String reason, @Nullable String thrown) {
    transaction.fail(FailureAnswers.error(status), thrown == null ? reason : thrown);
    if (traces.remembers()) {
      transaction.setTrace(
          traces.remember(
              new FailedRequest(
                  transaction.arrivedAt(),
                  transaction.responder().name(),
                  transaction.clientAddress(),
                  status,
                  reason,
                  thrown)));
    }
  }
}
