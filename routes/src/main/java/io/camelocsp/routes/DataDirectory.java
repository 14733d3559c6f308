package io.camelocsp.routes;

import io.camelocsp.clock.ClockRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory that holds what must outlive a restart, locked against a second process: two that
 * archive and prune the same lists would undo each other's work. The lock ends with the process,
 * however it ends.
 */
final class DataDirectory implements AutoCloseable {
  private final Path directory;
  private final LockFile lock;

  private DataDirectory(Path directory, LockFile lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /**
   * Makes the directory if it is missing, locks it, and makes sure that this version may use it.
   *
   * @throws IOException if it cannot be made or written, another process holds it, or a newer
   *     version has used it
   */
  static DataDirectory lock(Path directory) throws IOException {
    return lock(directory, DataVersion.own());
  }

  static DataDirectory lock(Path directory, DataVersion version) throws IOException {
    DataDirectory locked = locked(directory);
    try {
      DataVersion.claim(directory, version);
      return locked;
    } catch (IOException | RuntimeException e) {
      locked.close();
      throw e;
    }
  }

  private static DataDirectory locked(Path directory) throws IOException {
    LockFile lock =
        LockFile.hold(directory.resolve("lock"))
            .orElseThrow(
                () ->
                    new IOException(
                        "the data directory "
                            + directory
                            + " is in use by another camel-ocsp: stop that one, or configure"
                            + " another ocsp.data.directory"));
    return new DataDirectory(directory, lock);
  }

  Path lists() {
    return directory.resolve("lists");
  }

  /** Where lists wait while they are taken in. */
  Path incoming() {
    return directory.resolve("incoming");
  }

  /** Where the last time is kept that was believed. */
  ClockRecord clock() {
    return new ClockRecord(directory.resolve("clock"));
  }

  /** Deletes what a process that was killed left waiting; returns how many files that were. */
  int clearIncoming() throws IOException {
    if (!Files.isDirectory(incoming())) {
      return 0;
    }
    List<Path> left;
    try (Stream<Path> files = Files.list(incoming())) {
      left = files.filter(Files::isRegularFile).toList();
    }
    for (Path file : left) {
      Files.deleteIfExists(file);
    }
    return left.size();
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
