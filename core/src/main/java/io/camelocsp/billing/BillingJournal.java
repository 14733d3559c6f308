package io.camelocsp.billing;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps billing records in files, one record to a line.
 *
 * <p>{@link #append} runs on event loops: it puts the record into a bounded queue without locks and
 * wakes nobody (waking a thread costs more than all the rest). One writer thread looks into the
 * queue ten times a second, or earlier when it is half full, and writes what it finds in one go.
 * While the file cannot be written, a full disk say, the queue holds what it can; then records are
 * lost, and counted. Answers go on either way. After {@link #close} nothing that was accepted is
 * missing. After a crash of the process up to 0.1 s of records may be missing, after one of the
 * machine about 1 s, and the last line may be cut off; opening the journal again ends that line.
 *
 * <p>With {@link Durability#SYNC} an answer waits for {@link #appendDurably}. The writer is woken
 * for the first record; while the disk takes that one, others come and go to the disk together (a
 * group commit), so that as many answers as there are clients share one write. What a failing disk
 * took of a batch is taken back, so that no line is half and nobody pays for an answer that did not
 * leave. Thread-safe.
 */
public final class BillingJournal implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Clients have given up by then; a disk that hangs must not keep their requests for ever. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private final ConcurrentLinkedQueue<Entry> queue = new ConcurrentLinkedQueue<>();

  /** Accepted and not yet written; counted before a record enters the queue, so never too low. */
  private final AtomicInteger queued = new AtomicInteger();

  private final LongAdder lost = new LongAdder();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Whether the writer sleeps and the next record should wake it. */
  private final AtomicBoolean idle = new AtomicBoolean();

  private final JournalSettings settings;
  private final InstantSource clock;
  private final Duration closeTimeout;
  private final JournalNames names;
  private final JournalWriter writer;
  private final JournalKeeper keeper;
  private final Thread thread;
  private volatile @Nullable Instant lastLoss;

  /** A record, and who waits for it; null if nobody does. */
  record Entry(BillingRecord billingRecord, @Nullable CompletableFuture<BillingFate> fate) {}

  /**
   * Opens the journal.
   *
   * @param settings its file is made if missing, with its directories; appended to if there
   * @param clock for the names of finished files and the time to finish them
   * @throws IOException if the file cannot be opened for appending
   */
  public static BillingJournal open(JournalSettings settings, InstantSource clock)
      throws IOException {
    BillingJournal journal = openForFeed(settings, clock);
    journal.keeper().start(stamp -> true);
    return journal;
  }

  /**
   * Likewise, for a {@link BillingFeed}: until that is open, no finished file is packed or deleted.
   */
  public static BillingJournal openForFeed(JournalSettings settings, InstantSource clock)
      throws IOException {
    JournalNames names = new JournalNames(settings.file());
    FeedPosition fed = FeedPosition.read(names.position()).orElse(FeedPosition.START);
    names.startAfter(fed.after());
    JournalFile file = JournalFile.open(names, settings.format(), settings.rotation(), clock, fed);
    return new BillingJournal(settings, names, clock, file, CLOSE_TIMEOUT);
  }

  BillingJournal(
      JournalSettings settings,
      JournalNames names,
      InstantSource clock,
      JournalOutput output,
      Duration closeTimeout) {
    this.settings = settings;
    this.clock = clock;
    this.closeTimeout = closeTimeout;
    this.names = names;
    this.keeper = new JournalKeeper(names, settings.keeping(), clock, System::nanoTime);
    this.writer = new JournalWriter(settings, output, new Source());
    this.thread = new Thread(writer, "ocsp-billing-journal");
    thread.setDaemon(true);
    thread.setContextClassLoader(BillingJournal.class.getClassLoader());
    thread.start();
  }

  /** Whether answers wait for their records. */
  public Durability durability() {
    return settings.durability();
  }

  /**
   * Puts a record into the queue. Never blocks.
   *
   * @return false if the record is lost, because the queue is full or the journal closed; it is
   *     counted then
   */
  public boolean append(BillingRecord billingRecord) {
    return accept(new Entry(billingRecord, null));
  }

  /**
   * Puts a record into the queue. Never blocks.
   *
   * @return completed when it is known what became of it, after ten seconds at most; on another
   *     thread unless that is known at once. A record that was not kept in time may be kept later
   */
  public CompletableFuture<BillingFate> appendDurably(BillingRecord billingRecord) {
    CompletableFuture<BillingFate> fate = new CompletableFuture<>();
    if (!accept(new Entry(billingRecord, fate))) {
      fate.complete(BillingFate.NOT_KEPT);
      return fate;
    }
    return fate.completeOnTimeout(
        BillingFate.NOT_KEPT, ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean accept(Entry entry) {
    int now = queued.incrementAndGet();
    // Closed is read after counting: the writer ends only when closed and nothing is counted.
    if (now > settings.queue() || closed.get()) {
      queued.decrementAndGet();
      noteLoss(1);
      return false;
    }
    queue.add(entry);
    boolean waitedFor = entry.fate() != null;
    if (waitedFor
        ? idle.get() && idle.compareAndSet(true, false)
        : now == settings.queue() / 2 + 1) {
      LockSupport.unpark(thread);
    }
    return true;
  }

  private void noteLoss(int records) {
    // Where answers wait for their records, there is no answer without one.
    if (settings.durability() == Durability.ASYNC) {
      lost.add(records);
      lastLoss = clock.instant();
    }
  }

  /** Records written to the file since it was opened. */
  public long written() {
    return writer.written();
  }

  /** Records lost since the journal was opened. */
  public long lost() {
    return lost.sum();
  }

  /** Records accepted and not yet written. */
  public int queued() {
    return queued.get();
  }

  /**
   * Whether the last attempt to write failed, or the disk does not answer: records pile up and will
   * be lost, or their answers are refused.
   */
  public boolean failing() {
    return writer.trouble().isPresent();
  }

  /** Failed attempts to write since the journal was opened. */
  public long writeErrors() {
    return writer.errors();
  }

  /** How it is doing now. */
  public JournalReport report() {
    return new JournalReport(
        settings.file(),
        settings.durability(),
        writer.trouble(),
        written(),
        queued(),
        lost(),
        Optional.ofNullable(lastLoss));
  }

  JournalNames names() {
    return names;
  }

  JournalKeeper keeper() {
    return keeper;
  }

  /** How much of the current file is there to stay. */
  JournalWriter.Committed committed() {
    return writer.committed();
  }

  /**
   * Writes what was accepted and ends, within about ten seconds. What cannot be written then, since
   * the disk is full or does not answer, is lost, counted and logged.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    LockSupport.unpark(thread);
    boolean interrupted = false;
    try {
      thread.join(closeTimeout.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (thread.isAlive()) {
      writer.giveUp();
    }
    keeper.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The writer's side of the queue. */
  final class Source {
    /** The next record; null if there is none at the moment. */
    @Nullable Entry poll() {
      return queue.poll();
    }

    /** Makes room for as many records, which are on disk now or refused. */
    void done(int records) {
      queued.addAndGet(-records);
    }

    /** Gives up one record that was taken and cannot be written whatever the disk does. */
    void drop() {
      noteLoss(1);
      queued.decrementAndGet();
    }

    /** Whether nothing more will come. */
    boolean exhausted() {
      return closed.get() && queued.get() == 0;
    }

    boolean closing() {
      return closed.get();
    }

    /** Sleeps so long, or until it is woken. */
    void pause(long nanos) {
      if (settings.durability() == Durability.SYNC) {
        idle.set(true);
        if (!queue.isEmpty()) {
          idle.set(false);
          return;
        }
      }
      LockSupport.parkNanos(nanos);
      idle.set(false);
    }

    /** Counts what is left as lost, at the end. */
    int abandonRest() {
      int rest = queued.getAndSet(0);
      for (Entry left = queue.poll(); left != null; left = queue.poll()) {
        if (left.fate() != null) {
          left.fate().complete(BillingFate.NOT_KEPT);
        }
      }
      if (rest > 0) {
        noteLoss(rest);
      }
      return rest;
    }

    long lostSoFar() {
      return lost.sum();
    }

    /** A file was finished. */
    void finishedFile() {
      keeper.tidy();
    }
  }
}
