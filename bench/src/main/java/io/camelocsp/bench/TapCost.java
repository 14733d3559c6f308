package io.camelocsp.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * What billing costs, in CPU time of the threads that do it, so that nothing else that runs counts:
 * an answered request is sent through the tail of the workflow again and again, in turn through one
 * with the wire tap and one without. Their difference is what the tap costs the event loop, from
 * copying the exchange to the journal's queue. The journal's writer is measured beside it. In the
 * end every record must be in the journal.
 *
 * @param tap of the event loop, µs for each request
 * @param writer of the journal's thread, µs for each record
 */
record TapCost(Figures tap, Figures writer) {
  private static final String WRITER = "ocsp-billing-journal";
  private static final int WARM_UP_ROUNDS = 4;
  private static final int ROUNDS = 5;
  private static final int BURSTS = 25;
  private static final int BURST = 2_000;
  private static final long SETTLED_MILLIS = 400;

  static TapCost measure() throws Exception {
    Path work = Directories.work("billing");
    TapCost cost = new TapCost(new Figures(2), new Figures(2));
    BilledService billed =
        new BilledService(work.resolve("billed"), "ocsp.billing.queue = 1000000");
    try (BilledService unbilled =
        new BilledService(work.resolve("unbilled"), "ocsp.billing.enabled = false")) {
      for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
        cost.round(billed, unbilled, round >= 0);
      }
    } finally {
      billed.close();
    }
    long sent = (long) (WARM_UP_ROUNDS + ROUNDS) * BURSTS * BURST;
    if (billed.billed() != sent) {
      throw new IllegalStateException(billed.billed() + " records in the journal, not " + sent);
    }
    Directories.delete(work);
    return cost;
  }

  private void round(BilledService billed, BilledService unbilled, boolean counts)
      throws Exception {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long writerId = writerId();
    long writerBefore = threads.getThreadCpuTime(writerId);
    long with = 0;
    long without = 0;
    for (int burst = 0; burst < BURSTS; burst++) {
      with += finish(billed, threads);
      without += finish(unbilled, threads);
    }
    awaitWritten(billed);
    if (counts) {
      double requests = (double) BURSTS * BURST;
      tap.add((with - without) / 1e3 / requests);
      writer.add((threads.getThreadCpuTime(writerId) - writerBefore) / 1e3 / requests);
    }
  }

  private static long finish(BilledService service, ThreadMXBean threads) throws Exception {
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < BURST; i++) {
      service.finish();
    }
    return threads.getCurrentThreadCpuTime() - before;
  }

  private static void awaitWritten(BilledService billed) throws Exception {
    long size = -1;
    while (size != billed.journalOctets()) {
      size = billed.journalOctets();
      TimeUnit.MILLISECONDS.sleep(SETTLED_MILLIS);
    }
  }

  private static long writerId() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(WRITER))
        .findFirst()
        .orElseThrow()
        .getId();
  }
}
