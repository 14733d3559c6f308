package io.camelocsp.issuance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the lines of a text in UTF-8, in a stream. A line is at most {@link #MAX_LINE_OCTETS} long,
 * and the last one must have an end: without it the file is being written, or was cut off, and a
 * serial number cut off is another one.
 */
final class LineReader implements AutoCloseable {
  static final int MAX_LINE_OCTETS = 4096;

  private static final int BUFFER = 0x10000;

  private final Path file;
  private final InputStream in;
  private final byte[] line = new byte[MAX_LINE_OCTETS];
  private long number;

  LineReader(Path file) throws IOException {
    this.file = file;
    this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
  }

  /** The next line without its end and surrounding space; null after the last. */
  @Nullable String next() throws IOException, BadSourceException {
    number++;
    int length = 0;
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        if (length == 0) {
          return null;
        }
        throw new BadSourceException(
            where() + "the last line has no end: the file is being written, or was cut off",
            "write the file whole, with an end of line after each serial number");
      }
      if (length == MAX_LINE_OCTETS) {
        throw bad("it is longer than " + MAX_LINE_OCTETS + " octets");
      }
      line[length++] = (byte) octet;
    }
    String text = new String(line, 0, length, StandardCharsets.UTF_8).strip();
    boolean marked = number == 1 && !text.isEmpty() && text.charAt(0) == '\uFEFF';
    return marked ? text.substring(1).strip() : text;
  }

  /** A refusal of the line that was read last. */
  BadSourceException bad(String what) {
    return new BadSourceException(where() + what, "correct the line, or make the file anew");
  }

  private String where() {
    return file + ", line " + number + ": ";
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
