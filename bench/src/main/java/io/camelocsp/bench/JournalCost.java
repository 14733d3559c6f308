package io.camelocsp.bench;

import io.camelocsp.billing.BillingJournal;
import io.camelocsp.billing.BillingRecord;
import io.camelocsp.workflow.Billing;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a record costs the journal's writer thread, in CPU time. */
final class JournalCost {
  private static final String WRITER = "ocsp-billing-journal";
  private static final int BURST = 2_000;
  private static final int WARM_UP = 300;
  private static final int MEASURED = 300;
  private static final int MILLIS = 20;

  private JournalCost() {}

  /** Microseconds for each record, at 100,000 records per second. */
  static double micros() throws Exception {
    Path work = Directories.work("journal");
    try (BilledService service =
            new BilledService(work.resolve("site"), "ocsp.billing.enabled = false");
        BillingJournal journal = BillingJournal.open(work.resolve("journal"), 100_000)) {
      long writer = writer();
      ThreadMXBean threads = ManagementFactory.getThreadMXBean();
      fill(service, journal, WARM_UP);
      long before = threads.getThreadCpuTime(writer);
      long written = journal.written();
      fill(service, journal, MEASURED);
      double micros =
          (threads.getThreadCpuTime(writer) - before) / 1e3 / (journal.written() - written);
      if (journal.lost() > 0) {
        throw new IllegalStateException(journal.lost() + " records lost");
      }
      return micros;
    } finally {
      Directories.delete(work);
    }
  }

  private static void fill(BilledService service, BillingJournal journal, int bursts)
      throws InterruptedException {
    for (int burst = 0; burst < bursts; burst++) {
      for (int i = 0; i < BURST; i++) {
        BillingRecord made = Billing.record(service.answered(), System.nanoTime());
        journal.append(made);
      }
      TimeUnit.MILLISECONDS.sleep(MILLIS);
    }
    while (journal.queued() > 0) {
      TimeUnit.MILLISECONDS.sleep(MILLIS);
    }
  }

  private static long writer() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(WRITER))
        .findFirst()
        .orElseThrow()
        .getId();
  }
}
