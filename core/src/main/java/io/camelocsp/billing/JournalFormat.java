package io.camelocsp.billing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** How a journal's records are written, one to a line. */
public enum JournalFormat {
  /** A JSON object for each record, as {@link BillingRecord#toJson} makes it; line feeds. */
  JSON_LINES(".jsonl", ""),
  /** A row for each record below a header; commas, CR LF (RFC 4180). */
  CSV(".csv", CsvRow.HEADER + "\r\n");

  /** Octets that are enough to tell formats apart. */
  static final int BEGINNING = 256;

  private static final byte[] OBJECT = "{\"time\":".getBytes(StandardCharsets.UTF_8);

  private final String extension;
  private final byte[] header;

  JournalFormat(String extension, String header) {
    this.extension = extension;
    this.header = header.getBytes(StandardCharsets.UTF_8);
  }

  /** The end of a file's name, with the dot. */
  public String extension() {
    return extension;
  }

  /** What a file begins with; not copied, nobody writes to it. */
  byte[] header() {
    return header;
  }

  /** Whether a file that begins so is of this format; an empty one is of any. */
  boolean fits(byte[] beginning) {
    if (beginning.length == 0) {
      return true;
    }
    return this == JSON_LINES ? beginning[0] == '{' : startsWith(beginning, header);
  }

  /** Whether a file that begins so is a journal and nothing of somebody else. */
  static boolean isOurs(byte[] beginning) {
    return startsWith(beginning, OBJECT) || startsWith(beginning, CSV.header);
  }

  private static boolean startsWith(byte[] octets, byte[] prefix) {
    return octets.length >= prefix.length
        && Arrays.equals(octets, 0, prefix.length, prefix, 0, prefix.length);
  }

  /** The ends of the names of journals, whatever their format. */
  static List<String> extensions() {
    return Arrays.stream(values()).map(JournalFormat::extension).toList();
  }
}
