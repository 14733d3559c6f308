package io.camelocsp.billing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells those who wait for their records, on threads of its own: while the answers of one batch
 * leave, the disk has the next. Each is told by itself, because the rest of its route goes on in
 * that thread, and what an application has added there may block. There are never more of them than
 * requests in flight.
 */
final class WaitingAnswers implements AutoCloseable {
  private static final long IDLE_SECONDS = 60;
  private static final int THREADS = Math.max(4, Runtime.getRuntime().availableProcessors());

  private final ThreadPoolExecutor tellers =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          WaitingAnswers::thread);

  WaitingAnswers() {
    tellers.allowCoreThreadTimeOut(true);
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
      waiting.forEach(each -> tellers.execute(() -> each.complete(fate)));
      waiting.clear();
    }
  }

  /** Lets those who were told go on. */
  @Override
  public void close() {
    tellers.shutdown();
  }
}
