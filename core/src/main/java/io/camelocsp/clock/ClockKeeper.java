package io.camelocsp.clock;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the clocks every few seconds and records the time every minute, on a thread of its own.
 * That thread goes by the monotonic clock: {@link java.util.Timer}, and with it Camel's timer,
 * waits by the machine's clock, so that it would stand still just when that is set back.
 * Thread-safe.
 */
public final class ClockKeeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClockKeeper.class);
  private static final int LOOK_SECONDS = 5;
  private static final int LOOKS_PER_RECORD = 12;

  private final ClockGuard guard;
  private final Consumer<ClockState> seen;
  private final ScheduledThreadPoolExecutor executor;
  private final ScheduledFuture<?> ticks;

  /** Confined to the executor's thread. */
  private int looks;

  /**
   * Begins at once, with a record of the time.
   *
   * @param seen is told what each look shows, on this keeper's thread
   */
  public ClockKeeper(ClockGuard guard, Consumer<ClockState> seen) {
    this.guard = guard;
    this.seen = seen;
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "ocsp-clock");
              thread.setDaemon(true);
              return thread;
            });
    ticks = executor.scheduleWithFixedDelay(this::tick, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void tick() {
    try {
      seen.accept(guard.look());
      if (looks++ % LOOKS_PER_RECORD == 0) {
        guard.record();
      }
    } catch (RuntimeException e) { // or the schedule would end silently
      LOG.error("The clocks could not be compared", e);
    }
  }

  /** Stops, and records the time once more; does nothing the second time. */
  @Override
  public void close() {
    if (executor.isShutdown()) {
      return;
    }
    ticks.cancel(false);
    executor.shutdown();
    guard.look();
    guard.record();
  }
}
