package io.camelocsp.issuance;

import io.camelocsp.issuance.IssuanceListWriter.Content;
import io.camelocsp.message.SerialNumber;
import java.time.Instant;

/**
 * What a list holds, of what a source says: all of it, what is different from a base, or what no
 * full segment has yet. Each serial number is written once, however often the source names it. For
 * one list; not thread-safe.
 */
public final class ListContents {
  private final IssuedSource source;
  private final Progress progress;
  private final SerialSet seen = new SerialSet();
  private long read;
  private int issued;
  private int removed;

  /** Told from time to time how many serial numbers have been read. */
  @FunctionalInterface
  public interface Progress {
    /** How often: after each million. */
    int EVERY = 1_000_000;

    /** So many have been read. */
    void read(long serials);
  }

  /**
   * @param source what was issued
   * @param progress told while it is read
   */
  public ListContents(IssuedSource source, Progress progress) {
    this.source = source;
    this.progress = progress;
  }

  /** All of it. */
  public Content all() {
    return beside(new SerialSet(), Integer.MAX_VALUE);
  }

  /**
   * What {@code before} does not have, at most so many; what the source names after them is left
   * for the next list.
   */
  public Content beside(SerialSet before, int atMost) {
    return entries ->
        read(
            each -> {
              if (issued < atMost && !before.contains(each.serial())) {
                entries.issued(each.serial(), each.at());
                issued++;
              }
            });
  }

  /**
   * What is different from {@code base}: what is new, and what is not issued any more.
   *
   * @param now when that was taken back
   */
  public Content since(SerialSet base, Instant now) {
    return entries -> {
      beside(base, Integer.MAX_VALUE).writeTo(entries);
      base.forEach(
          (SerialNumber serial) -> {
            if (!seen.contains(serial)) {
              entries.removed(serial, now);
              removed++;
            }
          });
    };
  }

  private void read(IssuedSource.Sink sink) throws java.io.IOException, BadSourceException {
    source.read(
        each -> {
          read++;
          if (seen.add(each.serial())) {
            sink.accept(each);
          }
          if (read % Progress.EVERY == 0) {
            progress.read(read);
          }
        });
  }

  /** How many serial numbers were written as issued. */
  public int issued() {
    return issued;
  }

  /** How many were written as taken back. */
  public int removed() {
    return removed;
  }

  /** How often the source named a serial number again. */
  public long repeated() {
    return read - seen.size();
  }

  /** How many of {@code others} the source does not name. */
  public int missing(SerialSet others) throws java.io.IOException {
    int[] missing = new int[1];
    others.forEach(serial -> missing[0] += seen.contains(serial) ? 0 : 1);
    return missing[0];
  }
}
