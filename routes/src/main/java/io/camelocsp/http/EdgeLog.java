package io.camelocsp.http;

import io.camelocsp.processors.Seldom;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says what happens at a listener: each kind of event at most once in its interval, with how many
 * there were and one client as a sample, so that an attack cannot fill a disk. Thread-safe.
 */
final class EdgeLog {
  private static final Logger LOG = LoggerFactory.getLogger(EdgeLog.class);

  private final String listener;
  private final Map<EdgeEvent, Line> lines = new EnumMap<>(EdgeEvent.class);

  /** What was said of one kind of event. */
  private record Line(Seldom seldom, AtomicLong told) {}

  /**
   * @param listener host and port
   * @param nanos where the time between messages is read
   */
  EdgeLog(String listener, LongSupplier nanos) {
    this.listener = listener;
    for (EdgeEvent event : EdgeEvent.values()) {
      lines.put(event, new Line(new Seldom(event.interval(), nanos), new AtomicLong()));
    }
  }

  /**
   * It has happened again.
   *
   * @param count how often so far, this time included
   * @param client the address of who caused it, if known
   * @param cause what to show the trace of
   */
  void say(EdgeEvent event, long count, String client, @Nullable Throwable cause) {
    if (LOG.isEnabledForLevel(event.level())) {
      String message = message(event, count, client);
      if (message != null) {
        LOG.atLevel(event.level()).setCause(cause).log(message);
      }
    }
  }

  /** What to say about it; null if the last message is not long enough ago. */
  @Nullable String message(EdgeEvent event, long count, String client) {
    Line line = Objects.requireNonNull(lines.get(event));
    if (!line.seldom.due()) {
      return null;
    }
    long news = count - line.told.getAndSet(count);
    return "Listener %s: %s. Times since this was last said: %d; in all: %d; the latest from %s"
        .formatted(listener, event.text(), news, count, client.isEmpty() ? "nowhere" : client);
  }
}
