package io.camelocsp.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Drops one list after the other, beginning with the second, until closed. */
final class Dropper implements AutoCloseable {
  private final SwapSite site;
  private final Map<Integer, Long> droppedNanos = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger(1);
  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);

  Dropper(SwapSite site, Duration every) {
    this.site = site;
    // The first one in the middle of a period, so that the last one is taken in before the end.
    var unused =
        timer.scheduleAtFixedRate(
            this::drop, every.toMillis() / 2, every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void drop() {
    int index = next.getAndIncrement();
    if (index >= site.lists().size()) {
      return;
    }
    droppedNanos.put(index, System.nanoTime());
    try {
      site.drop(index);
    } catch (IOException e) {
      System.err.println("a list could not be dropped: " + e);
    }
  }

  /** When each list was dropped, by its index. */
  Map<Integer, Long> droppedNanos() {
    return Map.copyOf(droppedNanos);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
