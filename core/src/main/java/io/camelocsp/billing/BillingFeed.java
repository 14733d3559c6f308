package io.camelocsp.billing;

import io.camelocsp.billing.JournalNames.Finished;
import io.camelocsp.billing.JournalWriter.Committed;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers a journal's records to somebody else at least once: it reads the files, not the queue,
 * and keeps its position beside them, written after each delivery. So nothing is missed while the
 * receiver is away or this process is killed; what was delivered just before a kill may come again,
 * under the same id. An attempt that fails is repeated later and later, up to once a minute. It
 * reads no further than what is in the file to stay. One thread at a time delivers.
 */
public final class BillingFeed implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BillingFeed.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private final BillingJournal journal;
  private final int most;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final RecordParser parser = new RecordParser();
  private volatile FeedPosition position;
  private @Nullable Pending pending;
  private @Nullable Opened opened;

  private volatile long delivered;
  private volatile @Nullable Long failingSinceNanos;
  private volatile String problem = "";
  private @Nullable Long notBeforeNanos;
  private Duration pause = FIRST_PAUSE;
  private long damaged;

  private record Pending(FeedBatch batch, FeedPosition end) {}

  /** A finished file that is being delivered. */
  private record Opened(Path path, LineStream lines, String beginning) {}

  private BillingFeed(
      BillingJournal journal,
      int most,
      InstantSource clock,
      LongSupplier nanos,
      FeedPosition position) {
    this.journal = journal;
    this.most = most;
    this.clock = clock;
    this.nanos = nanos;
    this.position = position;
  }

  /**
   * Goes on where it was.
   *
   * @param most how many records are delivered together
   * @param clock for reports
   * @param nanos of a clock that nobody sets: it says when to try again
   */
  public static BillingFeed open(
      BillingJournal journal, int most, InstantSource clock, LongSupplier nanos)
      throws IOException {
    FeedPosition position =
        FeedPosition.read(journal.names().position()).orElse(FeedPosition.START);
    BillingFeed feed = new BillingFeed(journal, most, clock, nanos, position);
    journal.keeper().start(stamp -> stamp.compareTo(feed.position.after()) <= 0);
    return feed;
  }

  /**
   * What is to be delivered now; empty if nothing is, or not yet again. Until it is {@link
   * #confirm}ed it is the same.
   */
  public Optional<FeedBatch> next() throws IOException {
    if (notBeforeNanos != null && nanos.getAsLong() - notBeforeNanos < 0) {
      return Optional.empty();
    }
    if (pending == null) {
      pending = read();
    }
    return Optional.ofNullable(pending).map(Pending::batch);
  }

  /** It was delivered. Returns once that is on the disk. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread delivers
  public void confirm(FeedBatch batch) throws IOException {
    if (pending == null || !pending.batch().equals(batch)) {
      throw new IllegalStateException("this is not what was to be delivered");
    }
    moveTo(pending.end());
    pending = null;
    delivered += batch.records();
    notBeforeNanos = null;
    pause = FIRST_PAUSE;
    if (failingSinceNanos != null) {
      LOG.info("Billing records are delivered again");
      failingSinceNanos = null;
      problem = "";
    }
  }

  /** It was not delivered, or could not be read: later again. */
  public void failed(String why) {
    long now = nanos.getAsLong();
    if (failingSinceNanos == null) {
      failingSinceNanos = now;
      LOG.warn(
          "Billing records are not delivered to ocsp.billing.to: {}. They are kept and tried again,"
              + " at least once a minute; look at that endpoint",
          why);
    }
    problem = why;
    notBeforeNanos = now + pause.toNanos();
    Duration longer = pause.multipliedBy(2);
    pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
  }

  /** How it is doing now. */
  public FeedReport report() {
    Long since = failingSinceNanos;
    return new FeedReport(
        delivered,
        since == null
            ? Optional.empty()
            : Optional.of(clock.instant().minusNanos(nanos.getAsLong() - since)),
        problem);
  }

  private void moveTo(FeedPosition next) throws IOException {
    next.write(journal.names().position());
    position = next;
  }

  private @Nullable Pending read() throws IOException {
    while (true) {
      Committed before = journal.committed();
      FeedPosition from = position;
      Optional<Finished> finished =
          journal.names().finished().stream()
              .filter(each -> each.stamp().compareTo(from.after()) > 0)
              .findFirst();
      if (finished.isPresent()) {
        Pending batch = readFinished(finished.get());
        if (batch != null) {
          return batch;
        }
        forget();
        moveTo(new FeedPosition(finished.get().stamp(), 0, ""));
        journal.keeper().tidy();
      } else {
        Pending batch = readActive(before.octets());
        if (journal.committed().finished() == before.finished()) {
          return batch;
        } // else that file was finished meanwhile, or another was read: its name tells which
      }
    }
  }

  private @Nullable Pending readFinished(Finished file) throws IOException {
    if (opened == null || !opened.path().equals(file.path())) {
      forget();
      opened = open(file.path(), Long.MAX_VALUE);
    }
    return opened == null ? null : batch(opened);
  }

  private @Nullable Pending readActive(long octets) throws IOException {
    forget();
    try (Closing active = new Closing(open(journal.names().active(), octets))) {
      return active.file() == null ? null : batch(active.file());
    } catch (NoSuchFileException e) {
      return null; // it is just being renamed
    }
  }

  private record Closing(@Nullable Opened file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      if (file != null) {
        file.lines().close();
      }
    }
  }

  /** Opens a file at the position; null if it has nothing. */
  private @Nullable Opened open(Path file, long octets) throws IOException {
    InputStream in = new Limited(JournalStream.open(file), octets);
    try {
      byte[] head = in.readNBytes(FeedPosition.BEGINNING);
      if (head.length == 0) {
        in.close();
        return null;
      }
      String beginning = FeedPosition.hash(head);
      long offset = position.offset();
      if (offset > 0 && !beginning.equals(position.beginning())) {
        LOG.warn(
            "{} is not the file that was delivered up to octet {}: all of it is delivered",
            file,
            offset);
        offset = 0;
      }
      if (offset < head.length) {
        int skipped = (int) offset;
        in =
            new SequenceInputStream(
                new ByteArrayInputStream(head, skipped, head.length - skipped), in);
      } else if (!skip(in, offset - head.length, file)) {
        in.close();
        return null;
      }
      return new Opened(file, new LineStream(in, offset), beginning);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Goes further; false if the file ends before: a loss of power took what was delivered. */
  private static boolean skip(InputStream in, long octets, Path file) throws IOException {
    try {
      in.skipNBytes(octets);
      return true;
    } catch (EOFException e) {
      LOG.warn("{} is shorter than what was delivered of it", file);
      return false;
    }
  }

  private @Nullable Pending batch(Opened file) throws IOException {
    StringBuilder text = new StringBuilder();
    String firstId = "";
    int records = 0;
    while (records < most && text.length() < LineStream.LONGEST && file.lines().next()) {
      String json = json(file);
      if (!json.isEmpty()) {
        String id = position.idAt(file.lines().offset());
        firstId = records == 0 ? id : firstId;
        text.append(records == 0 ? "" : "\n").append("{\"id\":\"").append(id).append("\",");
        text.append(json, 1, json.length());
        records++;
      }
    }
    if (records == 0) {
      return null;
    }
    return new Pending(
        new FeedBatch(text.toString(), records, firstId),
        new FeedPosition(position.after(), file.lines().nextOffset(), file.beginning()));
  }

  /** The line as a JSON object; empty if it is no record. */
  private String json(Opened file) {
    LineStream lines = file.lines();
    String line = new String(lines.octets(), lines.start(), lines.length(), StandardCharsets.UTF_8);
    if (line.startsWith("{\"") && line.endsWith("}")) {
      return line;
    }
    if (line.isBlank() || line.equals(CsvRow.HEADER)) {
      return "";
    }
    try {
      return parser.csv(line).toJson();
    } catch (DamagedLineException e) {
      damaged++;
      LOG.error(
          "{} has a damaged line at octet {}, which is not delivered ({} so far): {}",
          file.path(),
          lines.offset(),
          damaged,
          e.getMessage());
      return "";
    }
  }

  private void forget() throws IOException {
    if (opened != null) {
      Opened closing = opened;
      opened = null;
      closing.lines().close();
    }
  }

  @Override
  public void close() throws IOException {
    forget();
  }

  /** Ends after so many octets, however long the file grows. */
  private static final class Limited extends InputStream {
    private final InputStream in;
    private long left;

    Limited(InputStream in, long octets) {
      this.in = in;
      this.left = octets;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) == 1 ? one[0] & 0xFF : -1;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(to, from, (int) Math.min(left, length));
      left -= Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long octets) throws IOException {
      long skipped = in.skip(Math.min(left, octets));
      left -= skipped;
      return skipped;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
