package io.camelocsp.processors;

import io.camelocsp.workflow.Answer;
import io.camelocsp.workflow.ResponseSigning;
import io.camelocsp.workflow.Transaction;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Answers 304 without signing when the client's copy (If-None-Match of a GET) still says what we
 * would say (spec 3.2).
 */
public final class ConfirmCopy implements Processor {
  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    Object ifNoneMatch = message.getHeader(OcspExchange.IF_NONE_MATCH);
    Object method = message.getHeader(Exchange.HTTP_METHOD);
    if (ifNoneMatch == null || method == null || "POST".equals(method.toString())) {
      return;
    }
    Transaction transaction = OcspExchange.transaction(exchange);
    Answer answer =
        ResponseSigning.notModified(
            ifNoneMatch.toString(),
            transaction.judgedRequest(),
            transaction.decodedRequest(),
            transaction.responder().profile());
    if (answer != null) {
      transaction.setAnswer(answer);
    }
  }
}
