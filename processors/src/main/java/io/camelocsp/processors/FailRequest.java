package io.camelocsp.processors;

import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.ResponseStatus;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes what the endpoint of a waited-for hook threw into the failure of the request. An {@link
 * OcspFailure} says itself what to answer; anything else is {@code internalError}, and told once a
 * minute, with the number of failures so far.
 */
public final class FailRequest implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(FailRequest.class);

  private final String hook;
  private final Seldom seldom = new Seldom();
  private final LongAdder failures = new LongAdder();

  /**
   * @param hook the last part of its key, {@code ocsp.hook.*}
   */
  public FailRequest(String hook) {
    this.hook = hook;
  }

  @Override
  public void process(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    if (cause instanceof OcspFailure chosen) {
      throw chosen;
    }
    failures.increment();
    if (seldom.due()) {
      LOG.warn(
          "The endpoint of ocsp.hook.{} failed, {} times so far (said once a minute): {}. The"
              + " requests it was asked about are answered internalError; look at that endpoint.",
          hook,
          failures.sum(),
          String.valueOf(cause));
    }
    throw new OcspFailure(
        ResponseStatus.INTERNAL_ERROR, "the endpoint of ocsp.hook." + hook + " failed");
  }
}
