package io.camelocsp.processors;

import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * After a waited-for hook: the request goes on as it was, whatever the hook made of its copy; only
 * a failure is taken over.
 */
public final class KeepRequest implements AggregationStrategy {
  @Override
  public Exchange aggregate(@Nullable Exchange request, @Nullable Exchange told) {
    if (request == null || told == null) {
      throw new IllegalStateException("the hook gave nothing back");
    }
    if (told.getException() != null) {
      request.setException(told.getException());
    }
    return request;
  }
}
