package io.camelocsp.processors;

import io.camelocsp.message.ResponseStatus;
import io.camelocsp.metrics.AnswerCounts;
import io.camelocsp.workflow.Answer;
import io.camelocsp.workflow.Caching;
import io.camelocsp.workflow.FailureAnswers;
import io.camelocsp.workflow.Transaction;
import io.camelocsp.workflow.Via;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Puts the answer into the message: DER as the body, and the HTTP headers of RFC 9919 6 where the
 * answer may be cached (spec 3.2). What came in goes out of the way first: nothing of a request is
 * echoed.
 */
public final class WriteResponse implements Processor {
  private static final String CONTENT_TYPE = "application/ocsp-response";

  private final AnswerCounts counts;
  private final HttpDate lastModified = new HttpDate();
  private final HttpDate expires = new HttpDate();

  /**
   * @param counts counts each answer
   */
  public WriteResponse(AnswerCounts counts) {
    this.counts = counts;
  }

  @Override
  public void process(Exchange exchange) {
    Transaction transaction = OcspExchange.transaction(exchange);
    Answer answer = transaction.answer();
    if (answer == null) {
      throw new IllegalStateException("no step answered the request");
    }
    write(answer, exchange.getMessage());
    counts.count(transaction, System.nanoTime());
  }

  /** The answer of last resort, for a route whose own tail failed. */
  public void tryLater(Exchange exchange) {
    write(FailureAnswers.error(ResponseStatus.TRY_LATER), exchange.getMessage());
  }

  private void write(Answer answer, Message message) {
    message.removeHeaders("*");
    message.setBody(answer.der());
    if (answer.via() == Via.NOT_MODIFIED) {
      message.setHeader(Exchange.HTTP_RESPONSE_CODE, 304);
    } else {
      message.setHeader(Exchange.CONTENT_TYPE, CONTENT_TYPE);
    }
    Caching caching = answer.caching();
    if (caching != null) {
      message.setHeader("ETag", caching.entityTag());
      message.setHeader("Last-Modified", lastModified.text(caching.lastModified()));
      message.setHeader("Expires", expires.text(caching.expires()));
      message.setHeader(
          "Cache-Control",
          "max-age=" + caching.maxAgeSeconds() + ", public, no-transform, must-revalidate");
    }
  }
}
