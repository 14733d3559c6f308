package io.camelocsp.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of one file, one octet a character, whatever is in it. Not thread-safe. */
final class AuditLines implements AutoCloseable {
  private final InputStream in;
  private byte[] buffer = new byte[4096];

  /**
   * One line without its end.
   *
   * @param ended whether it has one
   * @param tooLong whether it goes on: then the rest was not read
   */
  record Line(String text, boolean ended, boolean tooLong) {}

  AuditLines(Path file) throws IOException {
    in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
  }

  @Nullable Line next() throws IOException {
    int length = 0;
    while (true) {
      int octet = in.read();
      if (octet < 0) {
        return length == 0 ? null : line(length, false, false);
      }
      if (octet == '\n') {
        return line(length, true, false);
      }
      if (length == AuditLine.MOST_OCTETS) {
        return line(length, false, true);
      }
      if (length == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * length);
      }
      buffer[length++] = (byte) octet;
    }
  }

  private Line line(int length, boolean ended, boolean tooLong) {
    return new Line(new String(buffer, 0, length, StandardCharsets.ISO_8859_1), ended, tooLong);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
