package io.camelocsp.audit;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an {@link AuditLog} do what has its time, every second, on a thread of its own: checkpoints,
 * what was repeated, and trying again after a failure. Thread-safe.
 */
public final class AuditKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditKeeper.class);

  private final AuditLog log;
  private final ScheduledThreadPoolExecutor executor;
  private final ScheduledFuture<?> ticks;

  /** Begins within a second. */
  public AuditKeeper(AuditLog log) {
    this.log = log;
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "ocsp-audit");
              thread.setDaemon(true);
              return thread;
            });
    ticks = executor.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private void tick() {
    try {
      log.tick();
    } catch (RuntimeException e) { // or the schedule would end silently
      LOG.error("The audit log could not be looked after", e);
    }
  }

  /** Stops, then closes the log, which signs what is left; does nothing the second time. */
  @Override
  public void close() {
    ticks.cancel(false);
    executor.shutdown();
    log.close();
  }
}
