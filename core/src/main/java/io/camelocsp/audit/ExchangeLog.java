package io.camelocsp.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all requests and responses in files, one JSON object per line, for whoever must prove what
 * was asked and answered. It is a log for investigations, not for bills: {@link #append} runs on
 * event loops and never waits, and what a slow or full disk cannot take is lost and counted.
 *
 * <p>Bounded in every way: records and octets that wait, the size of a file, the number of files.
 * Thread-safe.
 */
public final class ExchangeLog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeLog.class);

  /** The most that waits, however many records that are. */
  static final long MOST_OCTETS = 64L << 20;

  private static final int BATCH = 1_000;
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
  private static final long TELL_NANOS = Duration.ofMinutes(1).toNanos();
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final ConcurrentLinkedQueue<ExchangeRecord> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicLong octets = new AtomicLong();
  private final LongAdder lost = new LongAdder();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final int capacity;
  private final ExchangeFiles files;
  private final Thread thread;
  private volatile long written;

  /** Confined to the writer's thread. */
  private long nextTellNanos = System.nanoTime();

  private long lostWhenTold;

  private ExchangeLog(ExchangeFiles files, int capacity) {
    this.files = files;
    this.capacity = capacity;
    this.thread = new Thread(this::run, "ocsp-exchange-log");
    thread.setDaemon(true);
    thread.setContextClassLoader(ExchangeLog.class.getClassLoader());
  }

  /**
   * Opens the log.
   *
   * @param directory made if missing, for its owner only
   * @param rotateAtOctets at which size the next file is begun
   * @param keptFiles how many full files are kept
   * @param capacity how many records may wait
   * @throws IOException if the directory cannot be used
   */
  public static ExchangeLog open(Path directory, long rotateAtOctets, int keptFiles, int capacity)
      throws IOException {
    ExchangeLog log =
        new ExchangeLog(ExchangeFiles.open(directory, rotateAtOctets, keptFiles), capacity);
    log.thread.start();
    return log;
  }

  /**
   * Has a record written. Never blocks.
   *
   * @return false if it is lost, because too much waits or the log is closed; it is counted then
   */
  public boolean append(ExchangeRecord exchange) {
    int size = exchange.octets();
    int count = queued.incrementAndGet();
    long waiting = octets.addAndGet(size);
    // Closed is read after counting: the writer ends only when closed and nothing is counted.
    if (count > capacity || waiting > MOST_OCTETS || closed.get()) {
      queued.decrementAndGet();
      octets.addAndGet(-size);
      lost.increment();
      return false;
    }
    queue.add(exchange);
    return true;
  }

  /** Records written since it was opened. */
  public long written() {
    return written;
  }

  /** Records lost since it was opened. */
  public long lost() {
    return lost.sum();
  }

  private void run() {
    while (true) {
      boolean ending = closed.get();
      if (!writeBatch()) {
        if (ending && queued.get() == 0) {
          break;
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
      tellLosses();
    }
    files.close();
  }

  /** Whether there was something to write. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private boolean writeBatch() {
    List<ExchangeRecord> batch = new ArrayList<>();
    for (ExchangeRecord each = queue.poll(); each != null; each = queue.poll()) {
      batch.add(each);
      octets.addAndGet(-each.octets());
      queued.decrementAndGet();
      if (batch.size() == BATCH) {
        break;
      }
    }
    if (batch.isEmpty()) {
      return false;
    }
    try {
      files.write(batch);
      written += batch.size();
    } catch (IOException | RuntimeException e) { // lost, but the next ones may be written
      lost.add(batch.size());
      if (System.nanoTime() - nextTellNanos >= 0) {
        LOG.error("Requests and responses cannot be kept: {}; answers go on", e.toString());
      }
    }
    return true;
  }

  private void tellLosses() {
    long now = lost.sum();
    if (now > lostWhenTold && System.nanoTime() - nextTellNanos >= 0) {
      nextTellNanos = System.nanoTime() + TELL_NANOS;
      lostWhenTold = now;
      LOG.warn(
          "{} requests and responses are not in the exchange log so far: the disk is full or too"
              + " slow for it. Raise ocsp.exchange-log.queue, or look at the disk",
          now);
    }
  }

  /** Writes what was accepted and ends, within about ten seconds. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.error("The exchange log did not take its last records in time");
    }
  }
}
