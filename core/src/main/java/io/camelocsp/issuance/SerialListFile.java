package io.camelocsp.issuance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A text with one serial number in each line, hexadecimal or {@code decimal:}; blank lines, and
 * what follows a {@code #}, are passed over. Immutable.
 */
public final class SerialListFile implements IssuedSource {
  private final Path file;
  private final Instant issuedAt;

  /**
   * @param issuedAt when all of them are said to be issued: the text does not say it
   */
  public SerialListFile(Path file, Instant issuedAt) {
    this.file = file;
    this.issuedAt = issuedAt;
  }

  @Override
  public void read(Sink sink) throws IOException, BadSourceException {
    try (LineReader lines = new LineReader(file)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        int comment = line.indexOf('#');
        String serial = comment < 0 ? line : line.substring(0, comment).strip();
        if (!serial.isEmpty()) {
          try {
            sink.accept(new Issued(SerialText.parse(serial), issuedAt));
          } catch (IllegalArgumentException e) {
            throw lines.bad(String.valueOf(e.getMessage()));
          }
        }
      }
    }
  }

  /** The file. */
  @Override
  public String toString() {
    return file.toString();
  }
}
