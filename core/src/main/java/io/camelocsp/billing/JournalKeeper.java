package io.camelocsp.billing;

import io.camelocsp.billing.JournalNames.Finished;
import io.camelocsp.billing.JournalSettings.Keeping;
import io.camelocsp.billing.JournalSettings.Packing;
import io.camelocsp.certificate.DurableFile;
import io.camelocsp.clock.ClockGuard;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs finished files and deletes those that need not be kept, on a thread of its own: neither
 * answers nor the writer wait for it. A packed file is on the disk before the plain one goes, so a
 * process that is killed leaves one of them or both, never neither. Files that the feed has not
 * delivered yet are left alone.
 *
 * <p>A file must have been too old for an hour of the monotonic clock before it is deleted: the
 * machine's may be wrong, and what it deletes does not come back when it is put right. Thread-safe.
 */
final class JournalKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);
  private static final int BUFFER = 64 * 1024;
  private static final long CLOSE_SECONDS = 5;
  private static final Duration GRACE = ClockGuard.BELIEVED_AFTER;

  private final JournalNames names;
  private final Keeping keeping;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(1, JournalKeeper::thread);
  private final AtomicBoolean waits = new AtomicBoolean();

  /** Since when files are too old, by their stamps. Of the worker. */
  private Map<String, Long> oldSince = new HashMap<>();

  private boolean looksAgain;

  private volatile @Nullable Predicate<String> delivered;

  JournalKeeper(JournalNames names, Keeping keeping, InstantSource clock, LongSupplier nanos) {
    this.names = names;
    this.keeping = keeping;
    this.clock = clock;
    this.nanos = nanos;
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    worker.setRejectedExecutionHandler(
        new ThreadPoolExecutor.DiscardPolicy()); // the journal is closed
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ocsp-billing-files");
    thread.setDaemon(true);
    thread.setContextClassLoader(JournalKeeper.class.getClassLoader());
    return thread;
  }

  /**
   * From now on files are packed and deleted; before, somebody might still want them.
   *
   * @param isDelivered whether the file with this stamp may go, as far as the feed is concerned
   */
  void start(Predicate<String> isDelivered) {
    delivered = isDelivered;
    tidy();
  }

  /** Looks through the finished files soon. Never blocks. */
  void tidy() {
    if (keeping.packing() == Packing.PLAIN && !keeping.deletes()) {
      return;
    }
    if (delivered != null && waits.compareAndSet(false, true)) {
      worker.execute(this::tidyNow);
    }
  }

  private void tidyNow() {
    waits.set(false);
    Predicate<String> mayGo = Objects.requireNonNull(delivered);
    Map<String, Long> stillOld = new HashMap<>();
    try {
      List<Finished> all = names.finished();
      int surplus = all.size() - keeping.files().orElse(Integer.MAX_VALUE);
      for (int i = 0; i < all.size() && !worker.isShutdown(); i++) {
        Finished each = all.get(i);
        if (mayGo.test(each.stamp())) {
          tidy(each, i < surplus, isOldForLong(each, stillOld));
        }
      }
    } catch (IOException e) {
      LOG.warn("Finished billing files in {} cannot be looked through", names.directory(), e);
    }
    oldSince = stillOld;
    if (!stillOld.isEmpty() && !looksAgain && !worker.isShutdown()) {
      looksAgain = true;
      var unused = worker.schedule(this::lookAgain, GRACE.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private void lookAgain() {
    looksAgain = false;
    tidyNow();
  }

  private boolean isOldForLong(Finished file, Map<String, Long> stillOld) {
    Optional<Duration> age = keeping.age();
    if (age.isEmpty()
        || !JournalNames.instant(file.stamp()).isBefore(clock.instant().minus(age.get()))) {
      return false;
    }
    long now = nanos.getAsLong();
    long since = oldSince.getOrDefault(file.stamp(), now);
    stillOld.put(file.stamp(), since);
    return now - since >= GRACE.toNanos();
  }

  private void tidy(Finished file, boolean surplus, boolean old) {
    try {
      if (surplus || old) {
        delete(file, surplus);
      } else if (keeping.packing() == Packing.GZIP && !file.packed()) {
        pack(file.path());
      }
    } catch (IOException e) {
      LOG.warn("Billing file {} cannot be packed or deleted: {}", file.path(), String.valueOf(e));
    }
  }

  private void delete(Finished file, boolean surplus) throws IOException {
    Files.deleteIfExists(packed(file.path()));
    Files.deleteIfExists(file.path());
    LOG.info(
        "Billing file {} was deleted, as ocsp.billing.{} says",
        file.path(),
        surplus ? "keep-files" : "keep-for");
  }

  private static Path packed(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(JournalNames.PACKED)
        ? file
        : file.resolveSibling(name + JournalNames.PACKED);
  }

  /** Its octets, but for the time, are the same each time: what an interrupted run left goes. */
  private void pack(Path plain) throws IOException {
    Path packed = packed(plain);
    if (!Files.exists(packed)) {
      Path temporary = packed.resolveSibling("." + packed.getFileName() + ".tmp");
      Files.deleteIfExists(temporary);
      if (Files.getFileStore(plain).getUsableSpace() < Files.size(plain)) {
        throw new IOException("the disk is too full to pack it; make space");
      }
      try {
        writePacked(plain, temporary);
        Files.move(temporary, packed); // not over another file
      } catch (IOException e) {
        Files.deleteIfExists(temporary); // records need that space
        throw e;
      }
      DurableFile.forceNames(names.directory());
    }
    Files.delete(plain);
  }

  private static void writePacked(Path plain, Path temporary) throws IOException {
    try (InputStream in = Files.newInputStream(plain);
        OutputStream file = create(temporary, plain);
        OutputStream out = new GZIPOutputStream(new BufferedOutputStream(file, BUFFER), BUFFER)) {
      in.transferTo(out);
    }
    DurableFile.force(temporary);
  }

  /** Not readable for more people than the plain one. */
  private static OutputStream create(Path file, Path like) throws IOException {
    Files.createFile(file);
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(Files.getPosixFilePermissions(like));
    }
    return Files.newOutputStream(file, StandardOpenOption.WRITE);
  }

  /** Returns once all that was to be looked at by now was. */
  void awaitIdle() {
    CompletableFuture.runAsync(() -> {}, worker).join();
  }

  /** Waits for what is under way, for some seconds. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        worker.shutdownNow();
        LOG.info("Billing files in {} are packed at the next start", names.directory());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
