package io.camelocsp.routes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that is locked while its holder uses what lies beside it. The lock ends with the process,
 * however that ends; the file stays.
 */
final class LockFile implements AutoCloseable {
  private final FileChannel channel;

  private LockFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Makes the file with its directories if it is missing, and locks it.
   *
   * @return empty if somebody holds it, another process or this one
   * @throws IOException if it cannot be made or written
   */
  static Optional<LockFile> hold(Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(new LockFile(channel));
      }
    } catch (OverlappingFileLockException e) {
      // this very process holds it: the same as another one
    }
    channel.close();
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
