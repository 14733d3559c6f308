package io.camelocsp.revocation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beside an archived list, {@code LIST.origin}: three lines that say who brought it, from where,
 * and when we accepted it. It serves explanations only, so losing it costs nothing else.
 *
 * @param origin where the list came from
 * @param acceptedAt when; null if that is not known
 */
record OriginFile(ListOrigin origin, @Nullable Instant acceptedAt) {
  static final String SUFFIX = ".origin";

  private static final OriginFile UNKNOWN = new OriginFile(ListOrigin.UNKNOWN, null);
  private static final int MAX_OCTETS = 0x4000;
  private static final Logger LOG = LoggerFactory.getLogger(OriginFile.class);

  static Path beside(Path list) {
    return list.resolveSibling(list.getFileName() + SUFFIX);
  }

  /** What is known of an archived list; never fails. */
  static OriginFile read(Path list) {
    Path file = beside(list);
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MAX_OCTETS) {
        return UNKNOWN;
      }
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return lines.size() < 3
          ? UNKNOWN
          : new OriginFile(
              new ListOrigin(lines.get(0), lines.get(1)),
              lines.get(2).isEmpty() ? null : Instant.parse(lines.get(2)));
    } catch (IOException | DateTimeException e) {
      return UNKNOWN;
    }
  }

  /** Best effort; nothing is written if nothing is known. */
  void write(Path list) {
    if (origin.equals(ListOrigin.UNKNOWN)) {
      return;
    }
    Path half = list.resolveSibling(list.getFileName() + ".origin.tmp");
    String text =
        line(origin.source()) + line(origin.location()) + line(String.valueOf(acceptedAt));
    try {
      Files.writeString(half, text, StandardCharsets.UTF_8);
      Files.move(half, beside(list), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      LOG.warn(
          "where {} came from could not be noted, so explanations will not say it: {}",
          list,
          e.toString());
    }
  }

  private static String line(String text) {
    String oneLine = text.replaceAll("[\\r\\n]", " ");
    return (oneLine.length() > 1000 ? oneLine.substring(0, 1000) : oneLine) + "\n";
  }
}
