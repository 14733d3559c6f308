package io.camelocsp.billing;

import io.camelocsp.billing.JournalSettings.Rotation;
import io.camelocsp.certificate.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that a journal is written to, and how it is finished: it is forced to the disk, renamed
 * (never over another file), and the next one begins. A process that is killed at any point leaves
 * either the old name or the new one, and no record twice. If it cannot be renamed, it is written
 * on, and tried again a minute later. Used by one thread.
 */
final class JournalFile implements JournalOutput {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
  private static final long RETRY_NANOS = Duration.ofMinutes(1).toNanos();

  private final JournalNames names;
  private final JournalFormat format;
  private final Rotation rotation;
  private final InstantSource clock;
  private @Nullable FileChannel channel;
  private boolean regular;
  private long size;
  private long period;
  private long finished;
  private long lastFailureNanos = System.nanoTime() - RETRY_NANOS;

  private JournalFile(
      JournalNames names, JournalFormat format, Rotation rotation, InstantSource clock) {
    this.names = names;
    this.format = format;
    this.rotation = rotation;
    this.clock = clock;
  }

  /**
   * Creates the file and its directories if they are missing (not readable for everyone: it says
   * who asked about whom), and cuts off a line that a killed process left without its end: half a
   * record bills nobody, and would make the file unreadable for others. A file of another format is
   * finished first, and so is one of which more was delivered than a loss of power left.
   *
   * @param fed up to where records were delivered
   */
  static JournalFile open(
      JournalNames names,
      JournalFormat format,
      Rotation rotation,
      InstantSource clock,
      FeedPosition fed)
      throws IOException {
    JournalFile file = new JournalFile(names, format, rotation, clock);
    Files.createDirectories(names.directory());
    file.finishOld(fed);
    file.openActive();
    return file;
  }

  private void finishOld(FeedPosition fed) throws IOException {
    for (Path other : names.others()) {
      if (Files.isRegularFile(other) && JournalFormat.isOurs(beginning(other))) {
        HalfLine.cut(other);
        finish(other);
      }
    }
    Path active = names.active();
    if (Files.isRegularFile(active)) {
      HalfLine.cut(active);
      boolean cut =
          Files.size(active) < fed.offset()
              && names.finished().stream()
                  .noneMatch(each -> each.stamp().compareTo(fed.after()) > 0);
      if (cut || !format.fits(beginning(active))) {
        finish(active); // cut: what comes now must not get the ids of what was delivered
      }
    }
  }

  private static byte[] beginning(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(JournalFormat.BEGINNING);
    }
  }

  private void finish(Path file) throws IOException {
    if (Files.size(file) == 0) {
      Files.delete(file);
      return;
    }
    rename(file);
    DurableFile.forceNames(names.directory());
  }

  private void rename(Path file) throws IOException {
    Path to = names.next(clock.instant(), JournalNames.extension(file));
    Files.move(file, to); // not over another file
  }

  private void openActive() throws IOException {
    Path file = names.active();
    boolean existed = Files.exists(file);
    FileChannel opened =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            DurableFile.mode(file, "rw-r-----"));
    try {
      regular = Files.isRegularFile(file);
      size = regular ? opened.size() : 0;
      Instant began =
          regular && size > 0 ? Files.getLastModifiedTime(file).toInstant() : clock.instant();
      period = periodOf(began);
      if (regular && !existed) {
        DurableFile.forceNames(names.directory());
      }
      channel = opened;
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }

  private long periodOf(Instant moment) {
    return Math.floorDiv(moment.toEpochMilli(), rotation.every().toMillis());
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long finished() {
    return finished;
  }

  @Override
  public void ready() throws IOException {
    if (channel == null) {
      openActive();
    }
  }

  private FileChannel channel() throws IOException {
    ready();
    return Objects.requireNonNull(channel);
  }

  @Override
  public void write(ByteBuffer octets) throws IOException {
    size += channel().write(octets);
  }

  @Override
  public void force() throws IOException {
    if (regular) {
      channel().force(false);
    }
  }

  @Override
  public void truncate(long to) throws IOException {
    if (!regular) {
      return;
    }
    // By the channel that wrote them: under the name there may be another file by now.
    FileChannel writing = Objects.requireNonNull(channel, "nothing was appended that could be cut");
    writing.truncate(to);
    writing.force(true);
    size = to;
  }

  @Override
  public void rotateIfDue() {
    if (!regular || size == 0) {
      return;
    }
    long now = periodOf(clock.instant());
    boolean due = size >= rotation.octets() || now != period; // a clock may be put right
    if (due && System.nanoTime() - lastFailureNanos >= RETRY_NANOS) {
      rotate();
    }
  }

  private void rotate() {
    long due = period;
    try {
      channel().force(true);
      close();
      rename(names.active());
      finished++; // whatever becomes of its name: what is written next is another file
      size = 0;
      DurableFile.forceNames(names.directory());
    } catch (IOException e) {
      lastFailureNanos = System.nanoTime();
      LOG.error(
          "Billing journal {} cannot be finished ({}): it is written on, and tried again in a"
              + " minute. Look at the rights of its directory",
          names.active(),
          String.valueOf(e));
    }
    try {
      ready();
      if (size > 0) {
        period = due; // it could not be finished, and is still to be
      }
    } catch (IOException e) { // the next attempt to write opens it, and says so if it cannot
      LOG.error("Billing journal {} cannot be begun: {}", names.active(), String.valueOf(e));
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      FileChannel closing = channel;
      channel = null;
      closing.close();
    }
  }
}
