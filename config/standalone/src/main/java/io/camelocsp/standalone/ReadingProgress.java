package io.camelocsp.standalone;

import io.camelocsp.billing.JournalReader;
import io.camelocsp.standalone.support.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** Says how far a long reading is, every two seconds and at its end; nothing of a short one. */
final class ReadingProgress implements AutoCloseable {
  private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();
  private static final int SELDOM = 16_383;
  private static final double MIB = 1 << 20;

  private final Terminal terminal;
  private final long all;
  private final long startNanos = System.nanoTime();
  private long nextNanos = startNanos + EVERY_NANOS;
  private long records;
  private long octets;
  private boolean said;

  ReadingProgress(Collection<Path> files, Terminal terminal) throws IOException {
    this.terminal = terminal;
    long size = 0;
    for (Path each : files) {
      try {
        size += Files.size(each);
      } catch (NoSuchFileException e) {
        // it was packed since, and is found under its new name when it is read
      }
    }
    all = size;
  }

  /** A record was read. */
  void record(JournalReader reader) {
    records++;
    if ((records & SELDOM) == 0) {
      octets = reader.octets();
      long now = System.nanoTime();
      if (now - nextNanos >= 0) {
        nextNanos = now + EVERY_NANOS;
        said = true;
        say(String.format(Locale.ROOT, "%3.0f %% of %,.0f MiB, ", share(), all / MIB));
      }
    }
  }

  private double share() {
    return all == 0 ? 100 : Math.min(100, 100.0 * octets / all);
  }

  private void say(String howFar) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    terminal.problem(
        String.format(
            Locale.ROOT,
            "%s%,d records read, %,.0f records/s, %,.0f MiB/s",
            howFar,
            records,
            records / seconds,
            octets / MIB / seconds));
  }

  @Override
  public void close() {
    if (said) {
      octets = all;
      say("done: ");
    }
  }
}
