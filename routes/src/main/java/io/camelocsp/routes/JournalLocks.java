package io.camelocsp.routes;

import io.camelocsp.certificate.DurableFile;
import io.camelocsp.config.OcspConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Locks of what an installation writes outside of its data directory, which has a lock of its own:
 * two that write the same billing journal would cut off each other's records, and two that write
 * the same audit log would break each other's chain.
 */
final class JournalLocks implements AutoCloseable {
  private final Path data;
  private final List<LockFile> held = new ArrayList<>();

  private JournalLocks(Path data) {
    this.data = data.toAbsolutePath().normalize();
  }

  /**
   * Locks all that is written, or nothing.
   *
   * @throws IOException naming the key whose files another installation writes
   */
  static JournalLocks hold(OcspConfiguration configuration) throws IOException {
    JournalLocks locks = new JournalLocks(configuration.dataDirectory());
    try {
      Path journal = configuration.billingJournal().toAbsolutePath().normalize();
      boolean file = !Files.exists(journal) || Files.isRegularFile(journal);
      if (configuration.billing().enabled() && file) {
        locks.hold(
            journal.resolveSibling("." + journal.getFileName() + ".lock"),
            "the billing journal " + journal,
            "ocsp.billing.journal");
      }
      if (configuration.audit().enabled()) {
        Path directory = configuration.auditDirectory();
        locks.holdPrivate(directory, "the audit log in " + directory, "ocsp.audit.directory");
      }
      if (configuration.exchangeLog().enabled()) {
        Path directory = configuration.exchangeDirectory();
        locks.holdPrivate(
            directory, "the exchange log in " + directory, "ocsp.exchange-log.directory");
      }
      return locks;
    } catch (IOException | RuntimeException e) {
      locks.close();
      throw e;
    }
  }

  /** A directory that is its owner's alone, which it must be from its beginning. */
  private void holdPrivate(Path directory, String what, String key) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, DurableFile.mode(directory, "rwx------"));
    }
    hold(directory.resolve(".lock"), what, key);
  }

  private void hold(Path lock, String what, String key) throws IOException {
    if (lock.toAbsolutePath().normalize().startsWith(data)) {
      return;
    }
    held.add(
        LockFile.hold(lock)
            .orElseThrow(
                () ->
                    new IOException(
                        what
                            + " is written by another camel-ocsp: stop that one, or configure"
                            + " another "
                            + key)));
  }

  @Override
  public void close() throws IOException {
    for (LockFile each : held) {
      each.close();
    }
    held.clear();
  }
}
