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
 * to disk. A file that cannot be removed does no harm but being read again; that is told once a
 * minute.
 */
public final class ClearAway implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ClearAway.class);

  private final Seldom seldom = new Seldom();

  @Override
  public void process(Exchange exchange) {
    File file = exchange.getMessage().getBody(File.class);
    Acceptance acceptance = exchange.getProperty(AcceptList.ACCEPTANCE, Acceptance.class);
    try {
      Files.deleteIfExists(file.toPath());
    } catch (IOException e) {
      if (seldom.due()) {
        LOG.error(
            "{} is in use, but {} cannot be removed and is read again at every poll: {}. Give this"
                + " process write access to the directory.",
            acceptance.description(),
            file,
            e.toString());
      }
      return;
    }
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
