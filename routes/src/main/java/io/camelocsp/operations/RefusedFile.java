package io.camelocsp.operations;

import io.camelocsp.processors.MoveAside;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A file that was refused as a list.
 *
 * @param lists the configured name of the directory it was dropped into
 * @param at when it was refused
 * @param reason in a line
 * @param reasonFile says in full why, and what to do
 */
public record RefusedFile(String lists, Instant at, String reason, Path reasonFile) {
  /** When it was refused, as {@link MoveAside} puts it before the name. */
  private static final Pattern STAMP = Pattern.compile("^\\d{8}T\\d{6}\\.\\d{3}Z-");

  /** The name it was dropped under, cut if it was very long. */
  public String file() {
    String name = reasonFile.getFileName().toString();
    String dropped = STAMP.matcher(name).replaceFirst("");
    return dropped.endsWith(MoveAside.REASON)
        ? dropped.substring(0, dropped.length() - MoveAside.REASON.length())
        : dropped;
  }
}
