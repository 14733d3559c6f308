package io.camelocsp.bench;

import io.camelocsp.billing.BillingJournal;
import io.camelocsp.billing.BillingRecord;
import io.camelocsp.billing.Durability;
import io.camelocsp.billing.JournalFormat;
import io.camelocsp.billing.JournalSettings;
import io.camelocsp.billing.JournalSettings.Keeping;
import io.camelocsp.billing.JournalSettings.Packing;
import io.camelocsp.billing.JournalSettings.Rotation;
import io.camelocsp.message.ResponseStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How fast {@code camel-ocsp billing} sums journals up, from starting the process to its end: a
 * month of records of 1,000 customers and 3 issuers, in files of 64 MiB.
 */
final class BillingReading {
  private static final int CUSTOMERS = 1_000;
  private static final int QUEUE = 100_000;
  private static final Instant BEGIN = Instant.parse("2026-11-01T00:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);

  private final Path directory;
  private final int records;

  private BillingReading(Path directory, int records) {
    this.directory = directory;
    this.records = records;
  }

  /** Writes the journals. */
  static BillingReading prepare(Path directory, int records, JournalFormat format, Packing packing)
      throws IOException, InterruptedException {
    JournalSettings settings =
        new JournalSettings(
            directory.resolve("billing" + format.extension()),
            format,
            Durability.ASYNC,
            QUEUE,
            new Rotation(64L << 20, Duration.ofDays(366)),
            new Keeping(packing, OptionalInt.empty(), Optional.empty()));
    long stepNanos = MONTH.toNanos() / records;
    try (BillingJournal journal = BillingJournal.open(settings, InstantSource.system())) {
      for (int i = 0; i < records; i++) {
        BillingRecord next = made(i, BEGIN.plusNanos(i * stepNanos));
        while (!journal.append(next)) {
          TimeUnit.MILLISECONDS.sleep(1);
        }
      }
    }
    // What was not packed in time is packed at the next start.
    if (packing == Packing.GZIP) {
      try (BillingJournal journal = BillingJournal.open(settings, InstantSource.system())) {
        while (plainFiles(directory) > 1 && !journal.failing()) {
          TimeUnit.MILLISECONDS.sleep(50);
        }
      }
    }
    return new BillingReading(directory, records);
  }

  private static long plainFiles(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(each -> !each.toString().endsWith(".gz")).count();
    }
  }

  private static BillingRecord made(int number, Instant time) {
    return new BillingRecord(
        time,
        "public",
        "198.51." + number * 7 % CUSTOMERS / 250 + "." + number * 7 % 250,
        null,
        1,
        1,
        List.of(
            new BillingRecord.Certificate(
                "issuer-" + number % 3, Long.toHexString(0x7000_0000_0000_0000L + number), "good")),
        "local",
        ResponseStatus.SUCCESSFUL,
        Duration.ofNanos(150_000));
  }

  /** Adds a row: records/s and MiB/s. */
  void addTo(Report report, String name) throws IOException, InterruptedException {
    long octets;
    try (Stream<Path> all = Files.list(directory)) {
      octets = all.mapToLong(each -> each.toFile().length()).sum();
    }
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(Launched.launcher(), "billing", directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolveSibling("sums.txt").toFile())
            .start();
    int code = process.waitFor();
    double seconds = (System.nanoTime() - begin) / 1e9;
    String output = Files.readString(directory.resolveSibling("sums.txt"));
    if (code != 0 || !output.contains(String.format(Locale.ROOT, "%,d", records))) {
      throw new IllegalStateException("the sums are wrong: exit code " + code);
    }
    Figures whole = new Figures(0);
    report.row(
        name,
        whole.show(records),
        whole.show(octets / (double) (1 << 20)),
        new Figures(1).show(seconds),
        whole.show(records / seconds),
        whole.show(octets / (double) (1 << 20) / seconds));
  }
}
