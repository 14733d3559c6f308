package io.camelocsp.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a log that was written before goes on.
 *
 * @param number of its last entry; 0 if it has none
 * @param hash of that entry
 * @param first number of the first entry of the current file; 0 if that is not known
 * @param begun whether there is a current file
 * @param unsigned how many entries no checkpoint covers
 * @param told entries after a given one that are not about the log itself
 * @param lineEnded whether the last line has its end
 * @param unfinished what stands after the last entry and is none
 * @param defect why the current file cannot be gone on with; null if it can
 */
record AuditTail(
    long number,
    String hash,
    long first,
    boolean begun,
    long unsigned,
    long told,
    boolean lineEnded,
    String unfinished,
    @Nullable AuditDefect defect) {

  /**
   * Looks at the current file, or at the last one before it.
   *
   * @param after which entry to count what is told
   */
  static AuditTail find(AuditFiles files, long after) throws IOException {
    Counts counts = new Counts(after);
    ChainWalk walk = new ChainWalk();
    Path current = files.current();
    boolean exists = Files.exists(current);
    if (exists && !hasBegun(current)) {
      // The write of its first entry broke off: it says nothing yet, and is begun again.
      Files.delete(current);
      exists = false;
    }
    List<AuditFiles.Full> full = files.full();
    AuditDefect defect = null;
    if (exists) {
      defect = walk(walk, current, counts);
    }
    if (walk.number() == 0 && !full.isEmpty()) {
      AuditFiles.Full newest = full.get(full.size() - 1);
      ChainWalk before = new ChainWalk();
      AuditDefect worse = walk(before, newest.file(), counts);
      defect = defect == null ? worse : defect;
      return new AuditTail(
          Math.max(before.number(), newest.first()),
          before.hash(),
          0,
          exists,
          counts.unsigned,
          counts.told,
          true,
          "",
          defect);
    }
    return new AuditTail(
        walk.number(),
        walk.hash(),
        counts.begin,
        exists,
        counts.unsigned,
        counts.told,
        walk.lineEnded(),
        walk.unfinished(),
        defect);
  }

  private static @Nullable AuditDefect walk(ChainWalk walk, Path file, Counts counts)
      throws IOException {
    try {
      walk.walk(file, counts);
      return null;
    } catch (AuditDefect.Found e) {
      return e.defect();
    }
  }

  /** A first line that is whole or has its end is somebody's, even if it is wrong. */
  private static boolean hasBegun(Path file) throws IOException {
    try (AuditLines lines = new AuditLines(file)) {
      AuditLines.Line line = lines.next();
      return line != null
          && (line.ended()
              || line.tooLong()
              || AuditLine.parts(line.text()) != null
              || !AuditLine.mayBeUnfinished(line.text()));
    }
  }

  /** What an entry says that ends this tail. */
  AuditEvent halfLine() {
    byte[] octets = (unfinished + (lineEnded ? "" : "\n")).getBytes(StandardCharsets.ISO_8859_1);
    return AuditEvent.of(AuditKind.HALF_LINE)
        .with("octets", octets.length)
        .with("sha256", AuditLine.hash(octets));
  }

  private static final class Counts implements ChainWalk.Visitor {
    private final long after;
    private long unsigned;
    private long told;
    private long begin;

    Counts(long after) {
      this.after = after;
    }

    @Override
    public void entry(AuditEntry entry, AuditLine.Parts parts, String previous) {
      unsigned = entry.is(AuditKind.CHECKPOINT) ? 0 : unsigned + 1;
      if (entry.is(AuditKind.BEGIN)) {
        begin = entry.number();
      }
      if (entry.number() > after && !isAboutTheLog(entry.kind())) {
        told++;
      }
    }

    private static boolean isAboutTheLog(String label) {
      for (AuditKind each : AuditKind.values()) {
        if (each.label().equals(label)) {
          return each.isAboutTheLog();
        }
      }
      return false;
    }
  }
}
