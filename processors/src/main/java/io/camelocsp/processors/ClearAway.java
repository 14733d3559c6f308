package io.camelocsp.processors;

import io.camelocsp.revocation.Acceptance;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a list that was taken in from the watched directory; the archive holds it by now, synced
 * to disk.
 */
public final class ClearAway implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ClearAway.class);

  @Override
  public void process(Exchange exchange) throws IOException {
    File file = exchange.getMessage().getBody(File.class);
    Acceptance acceptance = exchange.getProperty(AcceptList.ACCEPTANCE, Acceptance.class);
    Files.deleteIfExists(file.toPath());
    if (acceptance instanceof Acceptance.Accepted accepted) {
      LOG.info(
          "{} is visible: {} entries, valid until {}; taken from {}, archived as {}",
          accepted.description(),
          accepted.entries(),
          accepted.nextUpdate(),
          file,
          accepted.archived());
    } else {
      LOG.info("{} is unchanged; removed {}", acceptance.description(), file);
    }
  }
}
