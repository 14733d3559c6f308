package io.camelocsp.processors;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Puts the answer that another exchange brought into the caller's message: the DER as its body, and
 * the headers of the answer. The caller's own headers stay, apart from those that said how the
 * request came by HTTP.
 */
public final class TakeAnswer implements AggregationStrategy {
  @Override
  public Exchange aggregate(@Nullable Exchange caller, @Nullable Exchange answered) {
    if (caller == null || answered == null) {
      throw new IllegalStateException("the workflow gave nothing back");
    }
    Message answer = answered.getMessage();
    Message message = caller.getMessage();
    message.removeHeaders("CamelHttp*");
    message.setBody(answer.getBody());
    message.getHeaders().putAll(answer.getHeaders());
    return caller;
  }
}
