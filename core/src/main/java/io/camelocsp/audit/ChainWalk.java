package io.camelocsp.audit;

import io.camelocsp.audit.AuditLine.Parts;
import io.camelocsp.audit.AuditLines.Line;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Follows the chain line by line, across files, and stops at the first line that does not belong.
 *
 * <p>One thing besides entries is let through: what a write left that never ended, because the
 * process was killed or the disk full. It is the beginning of a line, and counts only if the next
 * entry is one of kind {@code half-line} that has its length and hash; so nobody can add or change
 * such a rest afterwards. At the very end of the log it may stand alone, as long as it has no line
 * end. Not thread-safe.
 */
final class ChainWalk {
  /** One write is never longer. */
  private static final int MOST_UNFINISHED = 1 << 20;

  private Path file = Path.of("");
  private long line;
  private boolean fileBegins = true;
  private boolean anyFile;
  private long number;
  private String hash = AuditLine.NOTHING;
  private final StringBuilder unfinished = new StringBuilder();
  private long unfinishedAt;
  private boolean lineEnded = true;

  /** Whoever looks at each entry. */
  interface Visitor {
    /**
     * An entry that belongs.
     *
     * @param previous the hash of the one before it
     */
    void entry(AuditEntry entry, Parts parts, String previous) throws AuditDefect.Found;
  }

  /** Number of the last entry that belongs; 0 before the first. */
  long number() {
    return number;
  }

  /** Its hash. */
  String hash() {
    return hash;
  }

  /** What stands after the last entry and is none. */
  String unfinished() {
    return unfinished.toString();
  }

  /** Whether the last line has its end. */
  boolean lineEnded() {
    return lineEnded;
  }

  /** Whether the file that was walked last has an entry. */
  boolean fileHasBegun() {
    return !fileBegins;
  }

  /** A defect at the line that was taken last. */
  AuditDefect.Found found(String text) {
    return found(line, text);
  }

  private AuditDefect.Found found(long at, String text) {
    return new AuditDefect.Found(new AuditDefect(file, at, text));
  }

  /** Walks through a file, which follows the one before. */
  void walk(Path next, Visitor visitor) throws IOException, AuditDefect.Found {
    if (!lineEnded || unfinished.length() > 0) {
      throw found("the file ends in the middle of a line, and another file follows");
    }
    file = next;
    line = 0;
    fileBegins = true;
    try (AuditLines lines = new AuditLines(next)) {
      for (Line each = lines.next(); each != null; each = lines.next()) {
        line++;
        take(each, visitor);
      }
    }
    anyFile = true;
  }

  private void take(Line read, Visitor visitor) throws AuditDefect.Found {
    lineEnded = read.ended();
    if (read.tooLong()) {
      throw found("the line is longer than any entry");
    }
    Parts parts = AuditLine.parts(read.text());
    if (parts == null) {
      takeUnfinished(read);
      return;
    }
    if (fileBegins) {
      beginFile(read.text(), parts);
    }
    if (!AuditLine.hash(hash, parts.open()).equals(parts.hash())) {
      throw mismatch(read.text(), parts);
    }
    AuditEntry entry = parsed(read.text(), parts);
    if (entry.number() != number + 1) {
      throw outOfPlace(entry);
    }
    takeHalfLine(entry);
    fileBegins = false;
    String previous = hash;
    number = entry.number();
    hash = entry.hash();
    visitor.entry(entry, parts, previous);
  }

  private void takeUnfinished(Line read) throws AuditDefect.Found {
    if (unfinished.length() == 0) {
      unfinishedAt = line;
    }
    if (fileBegins || !AuditLine.mayBeUnfinished(read.text())) {
      throw found(unfinishedAt, "the line is no entry: it was changed, or put in");
    }
    unfinished.append(read.text()).append(read.ended() ? "\n" : "");
    if (unfinished.length() > MOST_UNFINISHED) {
      throw found(unfinishedAt, "too much stands here that is no entry");
    }
  }

  private void takeHalfLine(AuditEntry entry) throws AuditDefect.Found {
    if (entry.is(AuditKind.HALF_LINE)) {
      byte[] octets = unfinished.toString().getBytes(StandardCharsets.ISO_8859_1);
      if (!Long.valueOf(octets.length).equals(entry.details().get("octets"))
          || !AuditLine.hash(octets).equals(entry.text("sha256"))) {
        throw found(
            "entry %d says that a half line of %s octets stands before it, and it does not"
                .formatted(entry.number(), entry.text("octets")));
      }
      unfinished.setLength(0);
    } else if (unfinished.length() > 0) {
      throw found(unfinishedAt, "the line is no entry, and no entry says why");
    }
  }

  /** The first entry of the first file says itself where it goes on. */
  private void beginFile(String text, Parts parts) throws AuditDefect.Found {
    AuditEntry entry = parsed(text, parts);
    if (!entry.is(AuditKind.BEGIN)) {
      throw found("the file's first entry is not 'begin': entries before it were removed");
    }
    String previous = entry.text("previous");
    if (anyFile) {
      if (entry.number() > number + 1 && !previous.equals(hash)) {
        throw found(missing(number + 1, entry.number() - 1));
      }
      return;
    }
    if (entry.number() < 1 || (entry.number() == 1 && !previous.equals(AuditLine.NOTHING))) {
      throw found("the first entry was changed");
    }
    number = entry.number() - 1;
    hash = previous;
  }

  private AuditEntry parsed(String text, Parts parts) throws AuditDefect.Found {
    try {
      return AuditLine.entry(text, parts.hash());
    } catch (IllegalArgumentException e) {
      throw found("the line is no entry: " + e.getMessage());
    }
  }

  private AuditDefect.Found mismatch(String text, Parts parts) throws AuditDefect.Found {
    if (unfinished.length() > 0) {
      return found(unfinishedAt, "the line is no entry: it was changed, or put in");
    }
    return outOfPlace(parsed(text, parts));
  }

  private AuditDefect.Found outOfPlace(AuditEntry entry) {
    if (entry.number() > number + 1) {
      return found(missing(number + 1, entry.number() - 1));
    }
    if (entry.number() <= number) {
      return found("entry %d stands where entry %d belongs".formatted(entry.number(), number + 1));
    }
    return found("entry %d was changed, or the one before it".formatted(entry.number()));
  }

  private static String missing(long first, long last) {
    return first == last
        ? "entry %d is missing before this line".formatted(first)
        : "entries %d to %d are missing before this line".formatted(first, last);
  }

  /** Nothing follows any more: what may stand at the end is one line without its end. */
  @Nullable AuditDefect end() {
    boolean oneLine = unfinished.indexOf("\n") < 0;
    return unfinished.length() == 0 || (oneLine && !lineEnded)
        ? null
        : new AuditDefect(file, unfinishedAt, "the line is no entry, and no entry says why");
  }
}
