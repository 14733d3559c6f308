package io.camelocsp.routes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory that holds what must outlive a restart, locked against a second process: two that
 * archive and prune the same lists would undo each other's work. The lock ends with the process,
 * however it ends.
 */
final class DataDirectory implements AutoCloseable {
  private final Path directory;
  private final FileChannel channel;

  private DataDirectory(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Makes the directory if it is missing, and locks it.
   *
   * @throws IOException if it cannot be made or written, or another process holds it
   */
  static DataDirectory lock(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new DataDirectory(directory, channel);
      }
    } catch (OverlappingFileLockException e) {
      // this very process holds it: the same refusal as for another one
    }
    channel.close();
    throw new IOException(
        "the data directory "
            + directory
            + " is in use by another camel-ocsp: stop that one, or configure another"
            + " ocsp.data.directory");
  }

  Path lists() {
    return directory.resolve("lists");
  }

  Path incoming() {
    return directory.resolve("incoming");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
