package io.camelocsp.processors;

import io.camelocsp.revocation.Acceptance;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes a list that was taken in from the watched directory; the archive holds it by now, synced
 * to disk. What has replaced that file under its name meanwhile stays for the next poll. A file
 * that cannot be removed does no harm but being read again; that is told once a minute.
 */
public final class ClearAway implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(ClearAway.class);

  private final FileLooks looks;
  private final SeldomEach seldom = new SeldomEach();

  /**
   * @param looks is told what is gone
   */
  public ClearAway(FileLooks looks) {
    this.looks = looks;
  }

  @Override
  public void process(Exchange exchange) {
    Path file = exchange.getMessage().getBody(File.class).toPath();
    Acceptance acceptance = exchange.getProperty(AcceptList.ACCEPTANCE, Acceptance.class);
    FileMark taken = exchange.getProperty(AcceptList.TAKEN, FileMark.class);
    boolean replaced = !taken.isStillAt(file);
    try {
      if (!replaced) {
        Files.deleteIfExists(file);
        looks.forget(file);
      }
    } catch (IOException e) {
      if (seldom.due(file)) {
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
    } else if (acceptance instanceof Acceptance.Waiting waiting) {
      LOG.info("{} is kept and waits for {}", waiting.description(), waiting.forWhat());
    } else if (!replaced) {
      LOG.info("{} is unchanged; removed {}", acceptance.description(), file);
    }
  }
}
