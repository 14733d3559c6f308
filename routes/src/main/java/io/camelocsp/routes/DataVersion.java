package io.camelocsp.routes;

import io.camelocsp.certificate.DurableFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which camel-ocsp may use a data directory: its file {@code version}. Whoever reads formats up to
 * {@code n} may use a directory that is {@code readable-by} {@code n}, whatever its own format is.
 * So a version that only adds to the directory leaves {@code readable-by} as it was, and one step
 * back works; one that writes what its predecessor would misread raises it one version after it has
 * learnt to read it.
 *
 * <p>Format 1 is what came before this file; format 2 has it and is otherwise the same.
 *
 * @param format of the newest version that used it; not lowered by an older one
 * @param readableBy the least format that a version must know to use it
 * @param writtenBy the product's version that wrote the file, for people
 */
record DataVersion(int format, int readableBy, String writtenBy) {
  /** What this version writes. */
  static final int FORMAT = 2;

  /** Versions that read this format may use what this version writes. */
  static final int READABLE_BY = 1;

  private static final Logger LOG = LoggerFactory.getLogger(DataVersion.class);
  private static final String NAME = "version";

  /** Before the file was invented. */
  private static final DataVersion FIRST = new DataVersion(1, 1, "a camel-ocsp before 0.1.0");

  private static final int MOST_OCTETS = 4096;

  /** What this version is. */
  static DataVersion own() {
    return new DataVersion(FORMAT, READABLE_BY, ProductVersion.text());
  }

  /**
   * Makes sure that {@code own} may use the directory, and writes it down if it is not older than
   * what is there.
   *
   * @throws IOException if the directory is of a format that {@code own} does not read, or the file
   *     cannot be read or written; the message says what to do
   */
  static void claim(Path directory, DataVersion own) throws IOException {
    Path file = directory.resolve(NAME);
    DataVersion found = read(file);
    if (found.readableBy > own.format) {
      throw new IOException(
          ("the data directory %s was used by camel-ocsp %s, whose format %d this camel-ocsp %s"
                  + " cannot read (it reads up to %d): start camel-ocsp %s or later again, or"
                  + " configure as ocsp.data.directory the copy that was made before the upgrade")
              .formatted(
                  directory,
                  found.writtenBy,
                  found.format,
                  own.writtenBy,
                  own.format,
                  found.writtenBy));
    }
    if (found.format > own.format) {
      LOG.warn(
          "The data directory {} was used by the newer camel-ocsp {} (format {}); camel-ocsp {}"
              + " (format {}) can use it too",
          directory,
          found.writtenBy,
          found.format,
          own.writtenBy,
          own.format);
    } else if (!found.equals(own)) {
      own.write(file);
    }
  }

  private static DataVersion read(Path file) throws IOException {
    Properties properties = new Properties();
    try {
      if (Files.size(file) > MOST_OCTETS) {
        throw unreadable(file);
      }
      properties.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
      return new DataVersion(
          number(properties, "format", file),
          number(properties, "readable-by", file),
          printable(properties.getProperty("written-by", "of an unknown version")));
    } catch (NoSuchFileException e) {
      return FIRST;
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw unreadable(file);
    }
  }

  private static int number(Properties properties, String key, Path file) throws IOException {
    String value = properties.getProperty(key, "").strip();
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw unreadable(file);
    }
    return Integer.parseInt(value);
  }

  /** It goes into messages: what is no version must not steer a terminal. */
  private static String printable(String version) {
    return version.strip().replaceAll("[^A-Za-z0-9._+ -]", "?");
  }

  private static IOException unreadable(Path file) {
    return new IOException(
        file
            + " does not say which camel-ocsp may use its directory: put it back from a copy, or"
            + " delete it if no newer camel-ocsp has used the directory");
  }

  private void write(Path file) throws IOException {
    String text =
        """
        # Which camel-ocsp may use this data directory; docs/install.md tells more
        format = %d
        readable-by = %d
        written-by = %s
        """
            .formatted(format, readableBy, writtenBy);
    DurableFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
