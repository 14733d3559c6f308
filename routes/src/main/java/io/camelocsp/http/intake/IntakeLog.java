package io.camelocsp.http.intake;

import io.camelocsp.processors.Seldom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what happens at the list intake: each kind of event at most once a minute, with how often it
 * happened and one case as a sample, so that nobody can fill a disk with it. Thread-safe.
 */
final class IntakeLog {
  private static final Logger LOG = LoggerFactory.getLogger(IntakeLog.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final String address;
  private final Map<IntakeEvent, Line> lines = new EnumMap<>(IntakeEvent.class);

  /** One kind of event: how often in all, and how often when it was last said. */
  private record Line(Seldom seldom, AtomicLong count, AtomicLong told) {}

  /**
   * @param address host and port of the intake
   * @param nanos like {@link System#nanoTime}
   */
  IntakeLog(String address, LongSupplier nanos) {
    this.address = address;
    for (IntakeEvent event : IntakeEvent.values()) {
      lines.put(event, new Line(new Seldom(INTERVAL, nanos), new AtomicLong(), new AtomicLong()));
    }
  }

  /**
   * It has happened again.
   *
   * @param latest who caused it, or why; nothing secret
   */
  void note(IntakeEvent event, String latest, @Nullable Throwable cause) {
    Line line = line(event);
    long count = line.count.incrementAndGet();
    if (line.seldom.due()) {
      LOG.atLevel(event.level())
          .setCause(cause)
          .log(
              "List intake {}: {}. Times since this was last said: {}; in all: {}; the latest: {}",
              address,
              event.text(),
              count - line.told.getAndSet(count),
              count,
              latest);
    }
  }

  void note(IntakeEvent event, String latest) {
    note(event, latest, null);
  }

  /** How often each kind of event happened, by its name in small letters. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    lines.forEach(
        (event, line) ->
            counts.put(event.name().toLowerCase(Locale.ROOT).replace('_', '-'), line.count.get()));
    return counts;
  }

  /** How often it happened. */
  long count(IntakeEvent event) {
    return line(event).count.get();
  }

  private Line line(IntakeEvent event) {
    return Objects.requireNonNull(lines.get(event));
  }
}
