package io.camelocsp.clock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * The file that holds the last time that was believed: one line, ISO 8601 in UTC. It is replaced at
 * once and whole, so a crash leaves the old or the new time. For one process.
 *
 * @param file where it is; its directory exists
 */
public record ClockRecord(Path file) {
  /** An Instant's text is shorter. */
  private static final int MOST_OCTETS = 64;

  /**
   * The recorded time; empty if none was recorded yet.
   *
   * @throws IOException if the file cannot be read, or holds something else
   */
  public Optional<Instant> read() throws IOException {
    byte[] content;
    try {
      if (Files.size(file) > MOST_OCTETS) {
        throw new IOException("it holds no time");
      }
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(new String(content, StandardCharsets.US_ASCII).strip()));
    } catch (DateTimeException e) {
      throw new IOException("it holds no time", e);
    }
  }

  /** Records a time; when this returns it is on the disk. */
  public void write(Instant time) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    ByteBuffer line = ByteBuffer.wrap((time + "\n").getBytes(StandardCharsets.US_ASCII));
    try (FileChannel channel =
        FileChannel.open(
            whole,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
