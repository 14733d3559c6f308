package io.camelocsp.billing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells those who wait for their records, on a thread of its own: while the answers of one batch
 * leave, the disk has the next. There are never more of them than requests in flight.
 */
final class WaitingAnswers implements AutoCloseable {
  private static final long IDLE_SECONDS = 60;

  private final ThreadPoolExecutor teller =
      new ThreadPoolExecutor(
          1,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          WaitingAnswers::thread);

  WaitingAnswers() {
    teller.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ocsp-billing-answers");
    thread.setDaemon(true);
    thread.setContextClassLoader(WaitingAnswers.class.getClassLoader());
    return thread;
  }

  /** Tells all of them and empties the list. */
  void tell(List<CompletableFuture<BillingFate>> waiting, BillingFate fate) {
    if (!waiting.isEmpty()) {
      List<CompletableFuture<BillingFate>> told = List.copyOf(waiting);
      waiting.clear();
      teller.execute(() -> told.forEach(each -> each.complete(fate)));
    }
  }

  /** Lets those who were told go on. */
  @Override
  public void close() {
    teller.shutdown();
  }
}
