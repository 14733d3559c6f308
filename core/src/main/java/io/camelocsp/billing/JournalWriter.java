package io.camelocsp.billing;

import io.camelocsp.billing.BillingJournal.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer thread of a {@link BillingJournal}. It makes a batch of what is in the queue.
 *
 * <p>Where nobody waits, it does not let go of a batch until its last octet is written: a disk that
 * is full in mid-batch, even in mid-line, leaves no gap and no duplicate once there is space again,
 * because the same octets are tried again from where they stopped.
 *
 * <p>Where answers wait, a batch is on the disk as a whole or not at all: what was written of one
 * that failed is cut off again, and its answers are refused at once. While nobody asks, a failing
 * disk is tried now and then; otherwise a balancer that sends nobody here would never learn that
 * the disk is back.
 */
final class JournalWriter implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
  private static final int BATCH_BYTES = 256 * 1024;
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();
  private static final long RETRY_NANOS = Duration.ofMillis(500).toNanos();
  private static final long FORCE_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long HANGS_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long LOG_NANOS = Duration.ofMinutes(1).toNanos();

  /** Empty lines, more than fit into the rest of a block: a full disk takes no new one. */
  private static final byte[] PROBE = new byte[4097];

  static {
    Arrays.fill(PROBE, (byte) '\n');
  }

  /**
   * How much of the current file is there to stay.
   *
   * @param finished how many files were finished before it
   * @param octets of the current one
   */
  record Committed(long finished, long octets) {}

  private final String name;
  private final Durability durability;
  private final JournalOutput output;
  private final BillingJournal.Source source;
  private final WaitingAnswers answers;

  private final JournalLines lines;
  private final List<CompletableFuture<BillingFate>> waiting = new ArrayList<>();
  private ByteBuffer batch = ByteBuffer.allocate(0);
  private int batchRecords;
  private long undoTo = -1;
  private boolean dirty;
  private long lastForceNanos = System.nanoTime();
  private long lastLogNanos = System.nanoTime() - LOG_NANOS;
  private long lostWhenLogged;
  private volatile Committed committed;
  private volatile long written;
  private volatile long errors;
  private volatile @Nullable String problem;

  /** When the step began that is under way; 0 if none is. */
  private volatile long busySinceNanos;

  private volatile boolean givenUp;

  JournalWriter(JournalSettings settings, JournalOutput output, BillingJournal.Source source) {
    this.name = settings.file().toString();
    this.durability = settings.durability();
    this.output = output;
    this.source = source;
    this.answers = new WaitingAnswers();
    this.lines = new JournalLines(settings.format());
    this.committed = new Committed(output.finished(), output.size());
  }

  long written() {
    return written;
  }

  long errors() {
    return errors;
  }

  /** Why nothing can be written at the moment; empty if it can. */
  Optional<String> trouble() {
    long since = busySinceNanos;
    return problem == null && since != 0 && System.nanoTime() - since > HANGS_NANOS
        ? Optional.of("the disk does not answer")
        : Optional.ofNullable(problem);
  }

  Committed committed() {
    return committed;
  }

  /** Called when closing took too long: the thread ends as soon as the disk lets go of it. */
  void giveUp() {
    givenUp = true;
    LOG.error("Billing journal {} did not take its last records in time", name);
    abandon();
  }

  @Override
  public void run() {
    try (output) {
      while (!source.exhausted() && !givenUp) {
        busySinceNanos = System.nanoTime() | 1;
        boolean wrote = durability == Durability.SYNC ? commitStep() : step();
        busySinceNanos = 0;
        logLosses();
        if (problem != null && source.closing()) {
          break;
        }
        if (!wrote && !source.exhausted()) {
          source.pause(problem != null ? RETRY_NANOS : LOOK_NANOS);
        }
      }
      forceIfDue(0);
    } catch (IOException e) {
      LOG.warn("Billing journal {} cannot be closed", name, e);
    } finally {
      abandon();
      answers.close();
    }
  }

  /** One batch, or what is left of the last one; false if there was nothing or it failed. */
  private boolean step() {
    try {
      if (!batch.hasRemaining()) {
        rotateIfDue();
        output.ready();
        fill();
      }
      boolean something = batch.hasRemaining();
      while (batch.hasRemaining()) {
        output.write(batch);
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

  /** One batch that answers wait for; false if there was nothing. */
  private boolean commitStep() {
    boolean something = false;
    try {
      takeBack();
      rotateIfDue();
      output.ready();
      fill();
      something = batchRecords > 0;
      if (something) {
        writeDurably(batch);
        undoTo = -1;
        finishBatch();
        dirty = false;
        recovered();
        answers.tell(waiting, BillingFate.KEPT);
      } else if (problem != null) {
        writeDurably(ByteBuffer.wrap(PROBE));
        takeBack();
        recovered();
      }
    } catch (IOException e) {
      failed(e);
      if (!something) {
        fill();
        something = batchRecords > 0;
      }
      refuse();
    }
    return something;
  }

  private void writeDurably(ByteBuffer octets) throws IOException {
    undoTo = output.size();
    while (octets.hasRemaining()) {
      output.write(octets);
    }
    output.force();
  }

  /** Cuts off what is left of a batch that failed. */
  private void takeBack() throws IOException {
    if (undoTo >= 0) {
      output.truncate(undoTo);
      undoTo = -1;
    }
  }

  private void refuse() {
    source.done(batchRecords);
    batchRecords = 0;
    answers.tell(waiting, BillingFate.NOT_KEPT);
    try {
      takeBack();
    } catch (IOException e) {
      LOG.debug("Billing journal {}: what failed cannot be cut off yet", name, e);
    }
  }

  private void rotateIfDue() {
    long before = output.finished();
    output.rotateIfDue();
    if (output.finished() != before) {
      committed = new Committed(output.finished(), output.size());
      source.finishedFile();
    }
  }

  private void fill() {
    lines.clear();
    if (output.size() == 0) {
      lines.addHeader();
    }
    int header = lines.size();
    while (lines.size() < BATCH_BYTES) {
      Entry next = source.poll();
      if (next == null) {
        break;
      }
      add(next);
    }
    if (lines.size() == header) {
      lines.clear();
    }
    batch = lines.octets();
  }

  private void add(Entry entry) {
    CompletableFuture<BillingFate> fate = entry.fate();
    if (fate != null && fate.isDone()) {
      source.done(1); // its answer could not wait any longer
      return;
    }
    try {
      lines.add(entry.billingRecord());
      batchRecords++;
      if (fate != null) {
        waiting.add(fate);
      }
    } catch (RuntimeException e) {
      // One odd record must not end the thread that writes all others.
      source.drop();
      lostWhenLogged++;
      LOG.error("A billing record cannot be written", e);
      if (fate != null) {
        answers.tell(new ArrayList<>(List.of(fate)), BillingFate.NOT_KEPT);
      }
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void finishBatch() {
    if (batchRecords > 0) {
      committed = new Committed(output.finished(), output.size());
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
    output.force();
    dirty = false;
    lastForceNanos = System.nanoTime();
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void failed(IOException e) {
    errors++;
    problem = String.valueOf(e.getMessage());
    if (logDue()) {
      LOG.error(
          "Billing journal {} cannot be written ({}): {}. Make space or check the file's rights",
          name,
          e.getMessage(),
          durability == Durability.SYNC
              ? "requests are answered tryLater until it can"
              : "records wait in memory and are tried again; %d lost so far"
                  .formatted(source.lostSoFar()));
    }
  }

  private void recovered() {
    if (problem != null) {
      problem = null;
      LOG.info(
          "Billing journal {} is written again; {} records were lost", name, source.lostSoFar());
      lostWhenLogged = source.lostSoFar();
    }
  }

  private void logLosses() {
    long lostNow = source.lostSoFar();
    if (problem == null && lostNow > lostWhenLogged && logDue()) {
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
    if (rest > 0 && durability == Durability.ASYNC) {
      LOG.error("Billing journal {} lost its last {} records when it was closed", name, rest);
    }
  }
}
