package io.camelocsp.processors;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says that a list could not be taken in for a reason on our side, a full disk most often. The file
 * stays where it is and is tried again at every poll; it is told once a minute for each file, not
 * at each try.
 */
public final class KeepForRetry implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(KeepForRetry.class);

  private final SeldomEach seldom = new SeldomEach();

  @Override
  public void process(Exchange exchange) {
    Object path = exchange.getMessage().getHeader(Exchange.FILE_PATH);
    if (!seldom.due(String.valueOf(path))) {
      return;
    }
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    LOG.error(
        "{} cannot be taken in: {}. The file stays and is tried again at every poll; until then the"
            + " current list goes on answering. Look at free space and permissions of the data"
            + " directory.",
        path,
        String.valueOf(cause));
  }
}
