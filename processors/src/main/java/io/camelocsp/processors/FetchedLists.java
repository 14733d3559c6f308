package io.camelocsp.processors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that hold what an address gave, one for each list. For one thread. */
final class FetchedLists {
  private static final Logger LOG = LoggerFactory.getLogger(FetchedLists.class);

  private final Path directory;
  private final Deque<Path> files = new ArrayDeque<>();

  /**
   * @param directory made when first needed; what is in it is deleted at a start
   */
  FetchedLists(Path directory) {
    this.directory = directory;
  }

  /** A new empty file. */
  Path create() throws IOException {
    Files.createDirectories(directory);
    Path file = Files.createTempFile(directory, "list-", ".crl");
    files.add(file);
    return file;
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /** The list that comes next. */
  Path first() {
    return files.element();
  }

  /** Deletes the list that came first. */
  void removeFirst() {
    delete(files.remove());
  }

  /** Deletes what is left. */
  void clear() {
    while (!files.isEmpty()) {
      removeFirst();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{} is not needed any more, but cannot be deleted: {}", file, e.toString());
    }
  }
}
