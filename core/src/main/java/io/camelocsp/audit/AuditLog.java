package io.camelocsp.audit;

import io.camelocsp.audit.AuditState.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit log. When {@link #write} returns, the entry is on the disk: such events are
 * rare, and whoever causes them waits for the disk anyway; no event loop comes here.
 *
 * <p>Nothing that goes wrong with the disk reaches the caller, because answers must go on: what
 * cannot be written is counted, and told by an entry of its own as soon as the disk takes one
 * again. There is one way to go on, after a kill as after a full disk: look at what is in the file,
 * end a line that was broken off, say so, and go on from the last whole entry. Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
  /** How many entries one write has, at most. */
  static final int MOST_AT_ONCE = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);
  private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long TELL_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int FORMAT = 1;

  private final AuditPlan plan;
  private final AuditFiles files;
  private final AuditSigner signer;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Disk disk;
  private final Repeats repeats;

  private @Nullable FileChannel channel;
  private AuditTail tail = new AuditTail(0, AuditLine.NOTHING, 0, false, 0, 0, true, "", null);
  private @Nullable Instant unsignedSince;
  private long size;
  private boolean closed;

  /** While it cannot be written: what was to be told since, and after which entry. */
  private long toldAfter;

  private long attempted;
  private long nextTryNanos;
  private long nextTellNanos;
  private volatile AuditState state = new AuditState(0, 0, null);

  /** How octets get onto the disk; apart so that tests can let it fail. */
  interface Disk {
    /** Returns once all of them are on the disk. */
    void append(FileChannel channel, ByteBuffer octets) throws IOException;

    /** The file system. */
    static void forced(FileChannel channel, ByteBuffer octets) throws IOException {
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      channel.force(false);
    }
  }

  /** What does the work, beside the plan. */
  record Means(AuditSigner signer, InstantSource clock, LongSupplier nanos, Disk disk) {}

  private AuditLog(AuditPlan plan, Means means) {
    this.plan = plan;
    this.files = new AuditFiles(plan.directory());
    this.signer = means.signer();
    this.clock = means.clock();
    this.nanos = means.nanos();
    this.disk = means.disk();
    this.repeats = new Repeats(nanos);
  }

  /**
   * Opens the log, and goes on where it ended. {@link #tick} must be called every second: see
   * {@link AuditKeeper}.
   *
   * @param signer signs checkpoints; its public key is put beside the log
   * @param clock the time that entries have
   * @throws IOException if the log's directory cannot be used
   */
  public static AuditLog open(AuditPlan plan, AuditSigner signer, InstantSource clock)
      throws IOException {
    return open(plan, new Means(signer, clock, System::nanoTime, Disk::forced));
  }

  static AuditLog open(AuditPlan plan, Means means) throws IOException {
    AuditLog log = new AuditLog(plan, means);
    log.files.create();
    means.signer().publish(plan.directory());
    log.goOn(Long.MAX_VALUE);
    log.writeAll(List.of());
    return log;
  }

  /** Tells what happened. Never fails. */
  public void write(AuditEvent event) {
    writeAll(List.of(event));
  }

  /**
   * Tells what strangers can cause at will: once a minute, and after that minute how often it came
   * again.
   *
   * @param about what makes it the same as another one
   */
  public synchronized void writeSeldom(AuditEvent event, String about) {
    if (repeats.tells(event, about, clock.instant())) {
      write(event);
    }
  }

  /** Tells several things, with one wait for the disk for each thousand. Never fails. */
  public synchronized void writeAll(List<AuditEvent> events) {
    if (closed) {
      return;
    }
    for (int from = 0; from == 0 || from < events.size(); from += MOST_AT_ONCE) {
      List<AuditEvent> some = events.subList(from, Math.min(events.size(), from + MOST_AT_ONCE));
      try {
        if (state.failure() != null && !recover()) {
          failed(some.size(), null);
          continue;
        }
        append(some, unsignedAfter(some) >= plan.checkpointEntries());
      } catch (IOException | RuntimeException e) { // whatever it is: answers go on
        failed(some.size(), e);
      }
    }
  }

  private long unsignedAfter(List<AuditEvent> events) {
    return tail.unsigned() + events.size();
  }

  /** Does what has its time. */
  public synchronized void tick() {
    if (closed) {
      return;
    }
    List<AuditEvent> due = repeats.due();
    if (!due.isEmpty() || state.failure() != null) {
      writeAll(due);
    }
    Instant since = unsignedSince;
    if (since != null && !clock.instant().isBefore(since.plus(plan.checkpointInterval()))) {
      checkpoint();
    }
  }

  /** Signs what is not signed yet. Never fails. */
  public synchronized void checkpoint() {
    if (closed || state.failure() != null || tail.unsigned() == 0) {
      return;
    }
    try {
      append(List.of(), true);
    } catch (IOException | RuntimeException e) {
      failed(0, e);
    }
  }

  /** How it is doing; waits for no disk. */
  public AuditState state() {
    return state;
  }

  /** The fingerprint of the key that signs. */
  public String keyFingerprint() {
    return signer.fingerprint();
  }

  private void append(List<AuditEvent> events, boolean signed) throws IOException {
    if (tail.begun() && size >= plan.rotateAtOctets()) {
      rotate();
    }
    Instant now = clock.instant();
    AuditBatch batch = batch();
    boolean begins = !tail.begun();
    if (!tail.lineEnded()) {
      batch.endLine();
    }
    if (begins) {
      batch.add(begin(), now);
    }
    if (!tail.unfinished().isEmpty()) {
      batch.add(tail.halfLine(), now);
    }
    events.forEach(event -> batch.add(event, now));
    if (signed || begins) {
      batch.checkpoint(now);
    }
    if (batch.entries() > 0) {
      put(batch, now);
    }
    if (begins) {
      files.forceNames();
      prune();
    }
  }

  private AuditBatch batch() {
    return new AuditBatch(signer, plan.checkpointEntries(), tail);
  }

  private AuditEvent begin() {
    return AuditEvent.of(AuditKind.BEGIN)
        .with("previous", tail.hash())
        .with("format", FORMAT)
        .with("key", signer.fingerprint());
  }

  private void put(AuditBatch batch, Instant now) throws IOException {
    ByteBuffer octets = batch.octets();
    int length = octets.remaining();
    FileChannel open = channel;
    if (open == null) {
      open = files.append();
      channel = open;
    }
    disk.append(open, octets);
    size += length;
    long first = tail.begun() ? tail.first() : tail.number() + 1;
    tail =
        new AuditTail(
            batch.number(), batch.hash(), first, true, batch.unsigned(), 0, true, "", null);
    unsignedSince = tail.unsigned() == 0 ? null : unsignedSince == null ? now : unsignedSince;
    state = new AuditState(state.written() + batch.entries(), state.lost(), state.failure());
  }

  private void rotate() throws IOException {
    if (tail.unsigned() > 0) {
      AuditBatch last = batch();
      last.checkpoint(clock.instant());
      put(last, clock.instant());
    }
    closeChannel();
    files.keep(tail.first());
    size = 0;
    tail = new AuditTail(tail.number(), tail.hash(), 0, false, tail.unsigned(), 0, true, "", null);
  }

  /** Says first what it deletes, and signs that: any other deletion is a manipulation. */
  private void prune() throws IOException {
    List<AuditFiles.Full> full = files.full();
    for (int i = 0; i < full.size() - plan.keptFiles(); i++) {
      Instant now = clock.instant();
      long last = full.get(i + 1).first() - 1;
      AuditBatch batch = batch();
      batch.add(
          AuditEvent.of(AuditKind.FILE_DELETED)
              .with("file", full.get(i).file().getFileName())
              .with("first", full.get(i).first())
              .with("last", last),
          now);
      batch.checkpointOfDeletion(last, now);
      put(batch, now);
      Files.deleteIfExists(full.get(i).file());
    }
  }

  /** Takes up the file as it is. */
  private void goOn(long after) throws IOException {
    closeChannel();
    tail = AuditTail.find(files, after);
    AuditDefect defect = tail.defect();
    if (defect != null) {
      LOG.error(
          "The audit log does not verify at line {} of {}: {}. That file is kept as it is, and"
              + " another one begun. Find out who changed it.",
          defect.line(),
          defect.file(),
          defect.text());
      putAside(defect);
    }
    size = Files.exists(files.current()) ? Files.size(files.current()) : 0;
    unsignedSince = tail.unsigned() == 0 ? null : clock.instant();
  }

  private void putAside(AuditDefect defect) throws IOException {
    if (Files.exists(files.current())) {
      files.keep(tail.first() == 0 ? tail.number() + 1 : tail.first());
    }
    long number = tail.first() == 0 ? tail.number() + 1 : tail.number();
    tail = new AuditTail(number, tail.hash(), 0, false, 0, tail.told(), true, "", null);
    size = 0;
    append(
        List.of(
            AuditEvent.of(AuditKind.BROKEN)
                .with("file", defect.file().getFileName())
                .with("line", defect.line())
                .with("problem", defect.text())),
        true);
  }

  /** Whether it could be written again; what was lost is told first. */
  private boolean recover() throws IOException {
    Failure failure = state.failure();
    if (failure == null || nanos.getAsLong() - nextTryNanos < 0) {
      return failure == null;
    }
    nextTryNanos = nanos.getAsLong() + RETRY_NANOS;
    goOn(toldAfter);
    long lost = Math.max(0, attempted - tail.told());
    append(
        List.of(
            AuditEvent.of(AuditKind.GAP)
                .with("since", failure.since())
                .with("cause", failure.cause())
                .with("lost", lost)),
        true);
    state = new AuditState(state.written(), state.lost() - attempted + lost, null);
    LOG.info("The audit log is written again; {} entries were lost meanwhile", lost);
    return true;
  }

  /** Counts what could not be told. */
  private void failed(int events, @Nullable Exception cause) {
    Failure failure = state.failure();
    if (failure == null) {
      toldAfter = tail.number();
      attempted = 0;
      nextTellNanos = nanos.getAsLong();
    }
    attempted += events;
    if (cause != null) {
      nextTryNanos = nanos.getAsLong() + RETRY_NANOS;
      Instant since = failure == null ? clock.instant() : failure.since();
      failure = new Failure(since, String.valueOf(cause.getMessage()));
      if (nanos.getAsLong() - nextTellNanos >= 0) {
        nextTellNanos = nanos.getAsLong() + TELL_NANOS;
        LOG.error(
            "The audit log in {} cannot be written ({}): answers go on, and what should be told"
                + " there is counted. Make room, or look at the permissions; it is tried again by"
                + " itself.",
            plan.directory(),
            cause.toString());
      }
    }
    state = new AuditState(state.written(), state.lost() + events, failure);
  }

  private void closeChannel() throws IOException {
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }

  /** Tells what was repeated, signs what is left, and ends; does nothing the second time. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    nextTryNanos = nanos.getAsLong();
    List<AuditEvent> rest = new ArrayList<>(repeats.rest());
    if (!rest.isEmpty() || state.failure() != null) {
      writeAll(rest);
    }
    checkpoint();
    closed = true;
    try {
      closeChannel();
    } catch (IOException e) {
      LOG.warn("The audit log could not be closed: {}", e.toString());
    }
  }
}
