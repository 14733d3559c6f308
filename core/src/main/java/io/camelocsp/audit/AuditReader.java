package io.camelocsp.audit;

import io.camelocsp.audit.AuditLine.Parts;
import io.camelocsp.audit.AuditLines.Line;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads the entries of an audit log as they stand, without verifying them. Stateless. */
public final class AuditReader {
  private AuditReader() {}

  /** Whoever looks at the entries. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * An entry.
     *
     * @param line it was read from, without its end
     */
    void entry(AuditEntry entry, String line);
  }

  /**
   * Reads files in their order, holding one line at a time.
   *
   * @return how many lines are no entries
   * @throws IOException if a file cannot be read
   */
  public static long read(List<Path> files, Visitor visitor) throws IOException {
    long none = 0;
    for (Path file : files) {
      try (AuditLines lines = new AuditLines(file)) {
        for (Line line = lines.next(); line != null; line = lines.next()) {
          none += entry(line, visitor) ? 0 : 1;
        }
      }
    }
    return none;
  }

  private static boolean entry(Line line, Visitor visitor) {
    Parts parts = AuditLine.parts(line.text());
    if (parts == null) {
      return false;
    }
    try {
      visitor.entry(AuditLine.entry(line.text(), parts.hash()), line.text());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
