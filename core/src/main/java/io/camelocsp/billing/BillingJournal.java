package io.camelocsp.billing;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps billing records in a file, one JSON object per line.
 *
 * <p>{@link #append} runs on event loops: it puts the record into a bounded queue without locks and
 * wakes nobody (waking a thread costs more than all the rest). One writer thread looks into the
 * queue ten times a second, or earlier when it is half full, and writes what it finds in one go.
 * While the file cannot be written, a full disk say, the queue holds what it can; then records are
 * lost, and counted. Answers go on either way.
 *
 * <p>After {@link #close} nothing that was accepted is missing. After a crash of the process up to
 * 0.1 s of records may be missing, after one of the machine about 1 s, and the last line may be cut
 * off; opening the journal again ends that line. Thread-safe.
 */
public final class BillingJournal implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final ConcurrentLinkedQueue<BillingRecord> queue = new ConcurrentLinkedQueue<>();

  /** Accepted and not yet written; counted before a record enters the queue, so never too low. */
  private final AtomicInteger queued = new AtomicInteger();

  private final LongAdder lost = new LongAdder();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final int capacity;
  private final Duration closeTimeout;
  private final JournalWriter writer;
  private final Thread thread;

  /**
   * Opens the journal.
   *
   * @param file made if missing, with its directories; appended to if there
   * @param capacity how many records may wait to be written
   * @throws IOException if the file cannot be opened for appending
   */
  public static BillingJournal open(Path file, int capacity) throws IOException {
    requireRoom(capacity);
    return new BillingJournal(file.toString(), JournalFile.open(file), capacity, CLOSE_TIMEOUT);
  }

  BillingJournal(String name, WritableByteChannel channel, int capacity, Duration closeTimeout) {
    requireRoom(capacity);
    this.capacity = capacity;
    this.closeTimeout = closeTimeout;
    this.writer = new JournalWriter(name, channel, new Source());
    this.thread = new Thread(writer, "ocsp-billing-journal");
    thread.setDaemon(true);
    thread.setContextClassLoader(BillingJournal.class.getClassLoader());
    thread.start();
  }

  private static void requireRoom(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a journal needs a queue of at least one record");
    }
  }

  /**
   * Puts a record into the queue. Never blocks.
   *
   * @return false if the record is lost, because the queue is full or the journal closed; it is
   *     counted then
   */
  public boolean append(BillingRecord billingRecord) {
    int now = queued.incrementAndGet();
    // Closed is read after counting: the writer ends only when closed and nothing is counted.
    if (now > capacity || closed.get()) {
      queued.decrementAndGet();
      lost.increment();
      return false;
    }
    queue.add(billingRecord);
    if (now == capacity / 2 + 1) {
      LockSupport.unpark(thread);
    }
    return true;
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

  /** Whether the last attempt to write failed: records pile up and will be lost. */
  public boolean failing() {
    return writer.failing();
  }

  /** Failed attempts to write since the journal was opened. */
  public long writeErrors() {
    return writer.errors();
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
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** The writer's side of the queue. */
  final class Source {
    /** The next record; null if there is none at the moment. */
    @org.jspecify.annotations.Nullable
    BillingRecord poll() {
      return queue.poll();
    }

    /** Makes room for as many records, which are on disk now. */
    void done(int records) {
      queued.addAndGet(-records);
    }

    /** Gives up one record that was taken and cannot be written whatever the disk does. */
    void drop() {
      lost.increment();
      queued.decrementAndGet();
    }

    /** Whether nothing more will come. */
    boolean exhausted() {
      return closed.get() && queued.get() == 0;
    }

    boolean closing() {
      return closed.get();
    }

    /** Counts what is left as lost, at the end. */
    int abandonRest() {
      int rest = queued.getAndSet(0);
      queue.clear();
      lost.add(rest);
      return rest;
    }

    long lostSoFar() {
      return lost.sum();
    }
  }
}
