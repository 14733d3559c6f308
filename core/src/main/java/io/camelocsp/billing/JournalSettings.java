package io.camelocsp.billing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a journal is kept.
 *
 * @param file the one that is written to; finished ones lie beside it
 * @param format of the files that are begun from now on
 * @param durability when a record is on the disk
 * @param queue how many records may wait to be written, at least 1
 * @param rotation when a file is finished
 * @param keeping what becomes of finished files
 */
public record JournalSettings(
    Path file,
    JournalFormat format,
    Durability durability,
    int queue,
    Rotation rotation,
    Keeping keeping) {

  public JournalSettings {
    if (queue < 1) {
      throw new IllegalArgumentException("a journal needs a queue of at least one record");
    }
  }

  /** JSON lines, written soon, finished once a day or at 256 MiB, all kept. */
  public static JournalSettings of(Path file, int queue) {
    return new JournalSettings(
        file,
        JournalFormat.JSON_LINES,
        Durability.ASYNC,
        queue,
        new Rotation(256L << 20, Duration.ofDays(1)),
        Keeping.ALL);
  }

  /**
   * When a file is finished: whatever comes first. An empty one never is.
   *
   * @param octets how large it may grow; the batch that is over it still belongs to it
   * @param every at each multiple of this in UTC: each midnight for a day
   */
  public record Rotation(long octets, Duration every) {
    public Rotation {
      if (octets < 1 || every.isNegative() || every.isZero()) {
        throw new IllegalArgumentException("a file without room for anything");
      }
    }
  }

  /**
   * What becomes of finished files.
   *
   * @param packing whether they are packed
   * @param files how many are kept; empty for all
   * @param age how long they are kept; empty for ever
   */
  public record Keeping(Packing packing, OptionalInt files, Optional<Duration> age) {
    /** As they are, for ever. */
    public static final Keeping ALL =
        new Keeping(Packing.PLAIN, OptionalInt.empty(), Optional.empty());

    /** Whether any is ever deleted. */
    boolean deletes() {
      return files.isPresent() || age.isPresent();
    }
  }

  /** Whether finished files are packed. */
  public enum Packing {
    /** They stay as they are. */
    PLAIN,
    /** By gzip. */
    GZIP
  }
}
