package io.camelocsp.billing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer thread of a {@link BillingJournal}. It makes a batch of what is in the queue and does
 * not let go of it until its last octet is written: a disk that is full in mid-batch, even in
 * mid-line, leaves no gap and no duplicate once there is space again, because the same octets are
 * tried again from where they stopped.
 */
final class JournalWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final int BATCH_BYTES = 256 * 1024;
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
  private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();
  private static final long FORCE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LOG_NANOS = Duration.ofMinutes(1).toNanos();

  private final String name;
  private final WritableByteChannel channel;
  private final BillingJournal.Source source;

  private final JournalLines lines = new JournalLines();
  private ByteBuffer batch = ByteBuffer.allocate(0);
  private int batchRecords;
  private boolean dirty;
  private long lastForceNanos = System.nanoTime();
  private long lastLogNanos = System.nanoTime() - LOG_NANOS;
  private long lostWhenLogged;
  private volatile long written;
  private volatile long errors;
  private volatile boolean failing;
  private volatile boolean givenUp;

  JournalWriter(String name, WritableByteChannel channel, BillingJournal.Source source) {
    this.name = name;
    this.channel = channel;
    this.source = source;
  }

  long written() {
    return written;
  }

  long errors() {
    return errors;
  }

  boolean failing() {
    return failing;
  }

  /** Called when closing took too long: the thread ends as soon as the disk lets go of it. */
  void giveUp() {
    givenUp = true;
    LOG.error("Billing journal {} did not take its last records in time", name);
    abandon();
  }

  @Override
  public void run() {
    try (channel) {
      while (!source.exhausted() && !givenUp) {
        boolean wrote = step();
        logLosses();
        if (failing && source.closing()) {
          break;
        }
        if (!wrote && !source.exhausted()) {
          LockSupport.parkNanos(failing ? RETRY_NANOS : LOOK_NANOS);
        }
      }
      forceIfDue(0);
    } catch (IOException e) {
      LOG.warn("Billing journal {} cannot be closed", name, e);
    } finally {
      abandon();
    }
  }

  /** One batch, or what is left of the last one; false if there was nothing or it failed. */
  private boolean step() {
    try {
      if (!batch.hasRemaining()) {
        fill();
      }
      boolean something = batch.hasRemaining();
      while (batch.hasRemaining()) {
        channel.write(batch);
      }
      finishBatch();
      forceIfDue(FORCE_NANOS);
      recovered();
      return something;
    } catch (IOException e) {
      failed(e);
      return false;
    }
  }

  private void fill() {
    lines.clear();
    while (lines.size() < BATCH_BYTES) {
      BillingRecord next = source.poll();
      if (next == null) {
        break;
      }
      try {
        lines.add(next);
        batchRecords++;
      } catch (RuntimeException e) {
        // One odd record must not end the thread that writes all others.
        source.drop();
        lostWhenLogged++;
        LOG.error("A billing record cannot be written", e);
      }
    }
    batch = lines.octets();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void finishBatch() {
    if (batchRecords > 0) {
      written += batchRecords;
      source.done(batchRecords);
      batchRecords = 0;
      dirty = true;
    }
  }

  private void forceIfDue(long intervalNanos) throws IOException {
    if (!dirty || System.nanoTime() - lastForceNanos < intervalNanos) {
      return;
    }
    if (channel instanceof FileChannel file) {
      file.force(false);
    }
    dirty = false;
    lastForceNanos = System.nanoTime();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void failed(IOException e) {
    errors++;
    failing = true;
    if (logDue()) {
      LOG.error(
          "Billing journal {} cannot be written ({}): records wait in memory and are tried again;"
              + " {} lost so far. Make space or check the file's rights",
          name,
          e.getMessage(),
          source.lostSoFar());
    }
  }

  private void recovered() {
    if (failing) {
      failing = false;
      LOG.info(
          "Billing journal {} is written again; {} records were lost", name, source.lostSoFar());
      lostWhenLogged = source.lostSoFar();
    }
  }

  private void logLosses() {
    long lostNow = source.lostSoFar();
    if (!failing && lostNow > lostWhenLogged && logDue()) {
      LOG.error(
          "Billing journal {} is too slow: {} records lost so far. Raise its queue", name, lostNow);
      lostWhenLogged = lostNow;
    }
  }

  private boolean logDue() {
    if (System.nanoTime() - lastLogNanos < LOG_NANOS) {
      return false;
    }
    lastLogNanos = System.nanoTime();
    return true;
  }

  private void abandon() {
    int rest = source.abandonRest();
    if (rest > 0) {
      LOG.error("Billing journal {} lost its last {} records when it was closed", name, rest);
    }
  }
}
