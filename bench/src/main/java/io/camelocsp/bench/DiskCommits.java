package io.camelocsp.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * How often a second the disk takes a billing record and says that it has it: one thread appends as
 * many octets as a record has and forces them, again and again. Without sharing, no more answers
 * could leave with {@code durability = sync}.
 */
final class DiskCommits {
  private static final int RECORD_OCTETS = 250;

  private DiskCommits() {}

  /**
   * Measures it.
   *
   * @param directory on the disk that the journal is on
   */
  static double perSecond(Path directory, Duration duration) throws IOException {
    Path file = directory.resolve("commits");
    ByteBuffer octets = ByteBuffer.allocate(RECORD_OCTETS);
    long commits = 0;
    long begin = System.nanoTime();
    long end = begin + duration.toNanos();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (System.nanoTime() - end < 0) {
        octets.clear();
        channel.write(octets);
        channel.force(false);
        commits++;
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Files.delete(file);
    return commits / seconds;
  }
}
