package io.camelocsp.fetch;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Breaks transfers off that take too long, however slowly and regularly a server sends: timeouts of
 * sockets begin anew with each octet. One thread for all; thread-safe.
 */
public final class FetchDeadlines implements AutoCloseable {
  private final ScheduledThreadPoolExecutor thread;

  /** Starts the thread when it is first needed. */
  public FetchDeadlines() {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = new Thread(task, "ocsp-fetch-deadlines");
              made.setDaemon(true);
              return made;
            });
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Runs something short, when the time has come; not after {@link #close}. */
  ScheduledFuture<?> in(Duration time, Runnable task) {
    return thread.schedule(task, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
