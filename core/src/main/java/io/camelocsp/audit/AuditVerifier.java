package io.camelocsp.audit;

import io.camelocsp.audit.AuditLine.Parts;
import io.camelocsp.audit.Verification.Mark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what was removed from an audit log, changed in it, put in or put elsewhere. What it cannot
 * find: that entries after the last checkpoint are gone, or, without a hash that was kept
 * elsewhere, that a log ends at an earlier checkpoint than it did once; so it says up to when the
 * log is proved. Reads each file once, holding one line. Serves one verification.
 */
public final class AuditVerifier {
  /**
   * In a checkpoint: the last entry that was deleted with its file. An entry that says so proves
   * nothing: it takes no key to append one, and the next start would go on after it and sign it.
   */
  static final String DELETED = "deleted";

  /** Entries of one write are signed together, with those about the log itself. */
  private static final long SLACK = AuditLog.MOST_AT_ONCE + 100;

  private final AuditKeys keys;
  private final Set<String> expected;
  private final ChainWalk walk = new ChainWalk();
  private final List<String> notes = new ArrayList<>();
  private final Set<Long> deletedUpTo = new HashSet<>();
  private final Map<Long, Long> deletionsTold = new HashMap<>();
  private long entries;
  private long first;
  private long mostUnsigned = Long.MAX_VALUE;
  private long unsigned;
  private @Nullable Mark proved;
  private @Nullable Mark last;

  /**
   * @param keys whose signatures count
   * @param expectedHashes of entries that must be there: what an earlier verification said
   */
  public AuditVerifier(AuditKeys keys, List<String> expectedHashes) {
    this.keys = keys;
    this.expected = new HashSet<>(expectedHashes);
  }

  /**
   * Verifies files that follow one another, the oldest first.
   *
   * @param whole whether they are a whole log: then it must begin with entry 1, or a checkpoint
   *     must say that what came before was deleted
   * @throws IOException if one cannot be read
   */
  public Verification verify(List<Path> files, Extent whole) throws IOException {
    AuditDefect defect = null;
    try {
      for (Path file : files) {
        walk.walk(file, this::entry);
      }
      defect = walk.end();
      if (defect == null && !files.isEmpty()) {
        defect = atTheEnd(files, whole);
      }
    } catch (AuditDefect.Found e) {
      defect = e.defect();
    }
    return new Verification(files.size(), entries, first, proved, last, defect, notes);
  }

  /** What is verified. */
  public enum Extent {
    /** All there is. */
    WHOLE,
    /** Some of its files. */
    PART
  }

  private void entry(AuditEntry entry, Parts parts, String previous) throws AuditDefect.Found {
    entries++;
    if (first == 0) {
      first = entry.number();
    }
    last = new Mark(entry.number(), entry.time(), entry.hash());
    expected.remove(entry.hash());
    unsigned++;
    if (entry.is(AuditKind.CHECKPOINT)) {
      checkpoint(entry, parts, previous);
    } else if (unsigned > mostUnsigned) {
      throw walk.found(
          "%d entries follow one another without a checkpoint: camel-ocsp did not write them"
              .formatted(unsigned));
    }
    note(entry);
  }

  private void checkpoint(AuditEntry entry, Parts parts, String previous) throws AuditDefect.Found {
    String key = entry.text("key");
    if (!keys.has(key)) {
      throw walk.found(
          "the checkpoint is signed by a key that is not trusted here, with the fingerprint "
              + key);
    }
    String signed = parts.signed();
    if (signed == null || !keys.verifies(key, previous + signed, entry.text("signature"))) {
      throw walk.found("the checkpoint's signature is wrong");
    }
    proved = last;
    unsigned = 0;
    if (entry.details().get("every") instanceof Long every) {
      mostUnsigned = every + SLACK;
    }
    if (entry.details().get(DELETED) instanceof Long upTo) {
      deletedUpTo.add(upTo);
    }
  }

  private void note(AuditEntry entry) {
    if (entry.is(AuditKind.HALF_LINE)) {
      notes.add(
          "entry %d, %s: a write had been broken off before it, as when a process is killed"
              .formatted(entry.number(), entry.time()));
    } else if (entry.is(AuditKind.GAP)) {
      notes.add(
          "entry %d, %s: the log could not be written since %s (%s); %s entries are lost"
              .formatted(
                  entry.number(),
                  entry.time(),
                  entry.text("since"),
                  entry.text("cause"),
                  entry.text("lost")));
    } else if (entry.is(AuditKind.FILE_DELETED)
        && entry.details().get("last") instanceof Long upTo) {
      deletionsTold.put(upTo, entry.number());
    }
  }

  private @Nullable AuditDefect atTheEnd(List<Path> files, Extent whole) {
    Path begin = files.get(0);
    Path end = files.get(files.size() - 1);
    if (first > 1) {
      if (whole == Extent.WHOLE && !deletedUpTo.contains(first - 1)) {
        return new AuditDefect(begin, 1, missingAtTheBegin());
      }
      notes.add("it begins with entry %d; what came before is not here".formatted(first));
    }
    if (proved == null) {
      return new AuditDefect(begin, 1, "there is no checkpoint: nothing in it is signed");
    }
    if (!expected.isEmpty()) {
      return new AuditDefect(
          end,
          1,
          "no entry has the hash %s, which is expected: the log was cut off or exchanged"
              .formatted(expected.iterator().next()));
    }
    if (!walk.lineEnded()) {
      notes.add(
          "the last line is unfinished: it is being written, or the process was killed while it"
              + " wrote it");
    }
    return null;
  }

  private String missingAtTheBegin() {
    Long told = deletionsTold.get(first - 1);
    return told == null
        ? "entries 1 to %d are missing, and no entry says that they were deleted"
            .formatted(first - 1)
        : "entries 1 to %d are missing: entry %d says that they were deleted, and no checkpoint proves it"
            .formatted(first - 1, told);
  }
}
