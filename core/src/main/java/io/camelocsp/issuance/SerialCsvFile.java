package io.camelocsp.issuance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table with a header line (RFC 4180), separated by commas, semicolons or tabs: the column {@code
 * serial} has the serial numbers, the column {@code date}, if there is one, when they were issued,
 * as {@code 2026-11-20} or {@code 2026-11-20T10:00:00Z}. Other columns are passed over. A field may
 * stand between double quotes, but not go over several lines. Immutable.
 */
public final class SerialCsvFile implements IssuedSource {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t');

  private final Path file;
  private final Instant issuedOtherwise;

  /**
   * @param issuedOtherwise when those are said to be issued whose date the table does not say
   */
  public SerialCsvFile(Path file, Instant issuedOtherwise) {
    this.file = file;
    this.issuedOtherwise = issuedOtherwise;
  }

  /** Which column is what; {@code date} is -1 without one. */
  private record Header(char separator, int columns, int serial, int date) {}

  @Override
  public void read(Sink sink) throws IOException, BadSourceException {
    try (LineReader lines = new LineReader(file)) {
      String first = lines.next();
      if (first == null) {
        throw new BadSourceException(
            file + ": is empty", "write a header line with a column 'serial'");
      }
      Header header = header(first, lines);
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isEmpty()) {
          sink.accept(issued(line, header, lines));
        }
      }
    }
  }

  private static Header header(String line, LineReader lines) throws BadSourceException {
    for (char separator : SEPARATORS) {
      List<String> names =
          fields(line, separator, lines).stream()
              .map(name -> name.toLowerCase(Locale.ROOT))
              .toList();
      int serial = names.indexOf("serial");
      if (serial >= 0) {
        if (names.lastIndexOf("serial") != serial
            || names.lastIndexOf("date") != names.indexOf("date")) {
          throw lines.bad("two columns have the same name");
        }
        return new Header(separator, names.size(), serial, names.indexOf("date"));
      }
    }
    throw lines.bad("no column of the header is named 'serial'");
  }

  private Issued issued(String line, Header header, LineReader lines) throws BadSourceException {
    List<String> fields = fields(line, header.separator, lines);
    if (fields.size() != header.columns) {
      throw lines.bad(
          "it has %d fields, the header has %d".formatted(fields.size(), header.columns));
    }
    Instant date = header.date < 0 ? issuedOtherwise : date(fields.get(header.date), lines);
    try {
      return new Issued(SerialText.parse(fields.get(header.serial)), date);
    } catch (IllegalArgumentException e) {
      throw lines.bad(String.valueOf(e.getMessage()));
    }
  }

  private Instant date(String text, LineReader lines) throws BadSourceException {
    if (text.isEmpty()) {
      return issuedOtherwise;
    }
    try {
      Instant time =
          text.length() == "2026-11-20".length()
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      return time.truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeParseException e) {
      throw lines.bad("the date is neither like 2026-11-20 nor like 2026-11-20T10:00:00Z");
    }
  }

  /** RFC 4180: a double quote inside of double quotes is written twice. */
  private static List<String> fields(String line, char separator, LineReader lines)
      throws BadSourceException {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append('"');
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        fields.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw lines.bad("a double quote is not closed in the same line");
    }
    fields.add(field.toString().strip());
    return fields;
  }

  /** The file. */
  @Override
  public String toString() {
    return file.toString();
  }
}
