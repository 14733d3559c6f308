package io.camelocsp.billing;

import io.camelocsp.certificate.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to where records were delivered. Files are renamed and packed meanwhile, so it names none: it
 * says after which finished file, and how far into the one that comes next, whatever that one is
 * called by now.
 *
 * @param after the stamp of the last finished file that was delivered as a whole; empty for none
 * @param offset in octets, unpacked, of the first line of the next file that was not delivered
 * @param beginning a hash of that file's beginning, so that another file in its place is noticed;
 *     empty while nothing of it was delivered
 */
record FeedPosition(String after, long offset, String beginning) {
  static final FeedPosition START = new FeedPosition("", 0, "");

  /** How much of a file its hash is made of, at most. */
  static final int BEGINNING = 512;

  private static final Logger LOG = LoggerFactory.getLogger(FeedPosition.class);
  private static final int HASH_OCTETS = 8;
  private static final Pattern TEXT =
      Pattern.compile("after (|\\d{8}T\\d{9}Z)\noffset (\\d{1,18})\nbeginning ([0-9a-f]*)\n");

  /** What the file says; empty if it is not there or says nothing that can be understood. */
  static Optional<FeedPosition> read(Path file) throws IOException {
    String text;
    try {
      text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      LOG.error(
          "{} does not say up to where billing records were delivered: all that are there are"
              + " delivered again",
          file);
      return Optional.empty();
    }
    return Optional.of(
        new FeedPosition(parts.group(1), Long.parseLong(parts.group(2)), parts.group(3)));
  }

  /** Returns once it is on the disk. */
  void write(Path file) throws IOException {
    String text = "after %s\noffset %d\nbeginning %s\n".formatted(after, offset, beginning);
    DurableFile.replace(file, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The name of the line at an offset, the same whenever it is read. */
  String idAt(long lineOffset) {
    return (after.isEmpty() ? "first" : after) + "/" + lineOffset;
  }

  /** The hash of a file's beginning: of its first line, or a part of it. */
  static String hash(byte[] octets) {
    int length = 0;
    while (length < octets.length && octets[length] != '\n') {
      length++;
    }
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(octets, 0, length);
      return HexFormat.of().formatHex(digest.digest(), 0, HASH_OCTETS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
