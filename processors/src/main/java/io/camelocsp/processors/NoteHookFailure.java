package io.camelocsp.processors;

import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that an endpoint of the application failed, once a minute, with the number of failures so
 * far. What it was told about is not disturbed.
 */
public final class NoteHookFailure implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(NoteHookFailure.class);

  private final String hook;
  private final Seldom seldom = new Seldom();
  private final LongAdder failures = new LongAdder();

  /**
   * @param hook the last part of its key, {@code ocsp.hook.*}
   */
  public NoteHookFailure(String hook) {
    this.hook = hook;
  }

  @Override
  public void process(Exchange exchange) {
    failures.increment();
    if (seldom.due()) {
      LOG.warn(
          "The endpoint of ocsp.hook.{} failed, {} times so far (said once a minute): {}. Answers"
              + " and lists are not disturbed; look at that endpoint.",
          hook,
          failures.sum(),
          String.valueOf(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
    }
  }
}
