package io.camelocsp.processors;

import io.camelocsp.workflow.ExpiryWatch;
import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what has ended or is about to; see {@link ExpiryWatch}. */
public final class WatchExpiry implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(WatchExpiry.class);

  private final ExpiryWatch watch;
  private final InstantSource clock;

  public WatchExpiry(ExpiryWatch watch, InstantSource clock) {
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    for (ExpiryWatch.Finding finding : watch.news(clock.instant())) {
      if (finding.severity() == ExpiryWatch.Severity.CRITICAL) {
        LOG.error("{}", finding.text());
      } else {
        LOG.warn("{}", finding.text());
      }
    }
  }
}
