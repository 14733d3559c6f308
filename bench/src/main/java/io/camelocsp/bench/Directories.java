package io.camelocsp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Work on whole directories. */
final class Directories {
  private Directories() {}

  /** A new, empty directory below {@code bench/target}: on a disk, as in production. */
  static Path work(String name) throws IOException {
    Path directory = Path.of("bench", "target", "work", name).toAbsolutePath();
    delete(directory);
    return Files.createDirectories(directory);
  }

  /** Deletes what is there, if anything. */
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
