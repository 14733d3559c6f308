package io.camelocsp.routes;

import io.camelocsp.processors.FileLooks;
import io.camelocsp.processors.FileMark;
import io.camelocsp.processors.SeldomEach;
import io.camelocsp.revocation.WholeFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a file into the route only when it is whole: the length its outer DER element announces is
 * there, or its PEM END line is. This is the real lock on a list; comparing sizes at two moments,
 * as camel-file does, takes a stalled copy for a finished one and sleeps for every file.
 *
 * <p>A file that stays incomplete and has not changed for 60 seconds, by our own looks, is let in
 * all the same, so that it is refused as truncated instead of waiting for ever. What looks like no
 * list at all, or looked like a bad one, is let in to be refused when it has settled: its writer
 * may have reserved the space first and fill it now.
 *
 * <p>What is no regular file, or cannot be read, is not let in; that is told once a minute.
 */
final class WholeFileReadLock implements GenericFileExclusiveReadLockStrategy<File> {
  private static final Logger LOG = LoggerFactory.getLogger(WholeFileReadLock.class);
  private static final Duration STALLED = Duration.ofSeconds(60);

  private final FileLooks looks;
  private final SeldomEach seldom = new SeldomEach();

  WholeFileReadLock(FileLooks looks) {
    this.looks = looks;
  }

  @Override
  public void prepareOnStartup(
      GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {}

  @Override
  public boolean acquireExclusiveReadLock(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
    return letsIn(file.getFile().toPath());
  }

  /** Whether the file may enter the route now; notes that it was looked at. */
  boolean letsIn(Path path) {
    try {
      // Opening a named pipe would wait for its writer, for ever and with every list behind it.
      if (Files.isRegularFile(path)) {
        return isReady(path);
      }
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && seldom.due(path)) {
        LOG.warn(
            "{} is no regular file and leads to none, so no list is taken from it. Remove it, or"
                + " put a list in its place.",
            path);
      }
    } catch (NoSuchFileException e) {
      LOG.debug("{} is gone", path);
    } catch (IOException e) {
      if (seldom.due(path)) {
        LOG.error(
            "{} cannot be read: {}. It stays and is tried again at every poll; until then the"
                + " current list goes on answering. Give this process read access to the file.",
            path,
            e.toString());
      }
    }
    return false;
  }

  private boolean isReady(Path path) throws IOException {
    FileMark mark = FileMark.of(path); // first: a change while we look shows at the next look
    Duration unchanged = looks.unchangedFor(path, mark);
    boolean settled = unchanged.compareTo(FileLooks.SETTLED) >= 0;
    return switch (WholeFile.check(path)) {
      case INCOMPLETE -> unchanged.compareTo(STALLED) > 0;
      case NOT_A_LIST -> settled;
      case COMPLETE -> settled || !looks.isDoubted(path, mark);
    };
  }

  @Override
  public void releaseExclusiveReadLockOnAbort(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {}

  @Override
  public void releaseExclusiveReadLockOnRollback(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {}

  @Override
  public void releaseExclusiveReadLockOnCommit(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {}

  @Override
  public void setTimeout(long timeout) {}

  @Override
  public void setCheckInterval(long checkInterval) {}

  @Override
  public void setReadLockLoggingLevel(LoggingLevel readLockLoggingLevel) {}

  @Override
  public void setMarkerFiler(boolean markerFile) {}

  @Override
  public void setDeleteOrphanLockFiles(boolean deleteOrphanLockFiles) {}
}
