package io.camelocsp.routes;

import io.camelocsp.revocation.WholeFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;

/**
 * Lets a file into the route only when it is whole: the length its outer DER element announces is
 * there, or its PEM END line is. This is the real lock on a list; comparing sizes at two moments,
 * as camel-file does, takes a stalled copy for a finished one and sleeps for every file.
 *
 * <p>A file that stays incomplete and has not grown for 60 seconds is let in all the same, so that
 * it is refused as truncated instead of waiting for ever.
 */
final class WholeFileReadLock implements GenericFileExclusiveReadLockStrategy<File> {
  private static final Duration STALLED = Duration.ofSeconds(60);

  private final InstantSource clock;

  WholeFileReadLock(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void prepareOnStartup(
      GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {}

  @Override
  public boolean acquireExclusiveReadLock(
      GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange)
      throws IOException {
    Path path = file.getFile().toPath();
    if (WholeFile.check(path) != WholeFile.INCOMPLETE) {
      return true;
    }
    Instant grownAt = Files.getLastModifiedTime(path).toInstant();
    return clock.instant().isAfter(grownAt.plus(STALLED));
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
