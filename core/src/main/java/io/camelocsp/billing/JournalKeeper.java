package io.camelocsp.billing;

import io.camelocsp.billing.JournalNames.Finished;
import io.camelocsp.billing.JournalSettings.Keeping;
import io.camelocsp.billing.JournalSettings.Packing;
import io.camelocsp.certificate.DurableFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Packs finished files and deletes those that need not be kept, on a thread of its own: neither
 * answers nor the writer wait for it. A packed file is on the disk before the plain one goes, so a
 * process that is killed leaves one of them or both, never neither. Files that the feed has not
 * delivered yet are left alone. Thread-safe.
 */
final class JournalKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);
  private static final int BUFFER = 64 * 1024;
  private static final long IDLE_SECONDS = 10;
  private static final long CLOSE_SECONDS = 5;

  private final JournalNames names;
  private final Keeping keeping;
  private final InstantSource clock;
  private final ThreadPoolExecutor worker =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(1),
          JournalKeeper::thread);
  private volatile Predicate<String> delivered = stamp -> true;

  JournalKeeper(JournalNames names, Keeping keeping, InstantSource clock) {
    this.names = names;
    this.keeping = keeping;
    this.clock = clock;
    worker.allowCoreThreadTimeOut(true);
    worker.setRejectedExecutionHandler(
        new ThreadPoolExecutor.DiscardPolicy()); // one waits, or the journal is closed
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ocsp-billing-files");
    thread.setDaemon(true);
    thread.setContextClassLoader(JournalKeeper.class.getClassLoader());
    return thread;
  }

  /** Leaves files alone whose stamp is not delivered. */
  void spareUndelivered(Predicate<String> isDelivered) {
    delivered = isDelivered;
  }

  /** Looks through the finished files soon. Never blocks. */
  void tidy() {
    if (keeping.packing() == Packing.PLAIN && !keeping.deletes()) {
      return;
    }
    worker.execute(this::tidyNow);
  }

  private void tidyNow() {
    try {
      List<Finished> all = names.finished();
      int surplus = all.size() - keeping.files().orElse(Integer.MAX_VALUE);
      for (int i = 0; i < all.size() && !worker.isShutdown(); i++) {
        Finished each = all.get(i);
        if (delivered.test(each.stamp())) {
          tidy(each, i < surplus);
        }
      }
    } catch (IOException e) {
      LOG.warn("Finished billing files in {} cannot be looked through", names.directory(), e);
    }
  }

  private void tidy(Finished file, boolean surplus) {
    try {
      boolean old =
          keeping
              .age()
              .filter(
                  age -> JournalNames.instant(file.stamp()).isBefore(clock.instant().minus(age)))
              .isPresent();
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
    Files.delete(file.path());
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
      try (InputStream in = Files.newInputStream(plain);
          OutputStream file = create(temporary, plain);
          OutputStream out = new GZIPOutputStream(new BufferedOutputStream(file, BUFFER), BUFFER)) {
        in.transferTo(out);
      }
      DurableFile.force(temporary);
      Files.move(temporary, packed); // not over another file
      DurableFile.forceNames(names.directory());
    }
    Files.delete(plain);
  }

  /** Not readable for more people than the plain one. */
  private static OutputStream create(Path file, Path like) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file);
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null) {
      view.setPermissions(Files.getPosixFilePermissions(like));
    }
    return Files.newOutputStream(file, StandardOpenOption.WRITE);
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
