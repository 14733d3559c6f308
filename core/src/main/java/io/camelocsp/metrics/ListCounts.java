package io.camelocsp.metrics;

import io.camelocsp.revocation.Acceptance;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * What became of lists since the start, by their source. Every source's counters are there from the
 * start, so that a first refusal shows as an increase. Thread-safe.
 */
public final class ListCounts {
  /** In place of a source's name: lists that a route of the application brings. */
  public static final String NO_SOURCE = "-";

  private final Map<String, Counters> sources = new LinkedHashMap<>();
  private final Counters others = new Counters(new LongAdder(), new LongAdder());
  private final Map<String, Duration> lastTook = new ConcurrentHashMap<>();

  private record Counters(LongAdder accepted, LongAdder refused) {}

  /**
   * @param sources all configured names
   */
  public ListCounts(Collection<String> sources) {
    sources.forEach(name -> this.sources.put(name, new Counters(new LongAdder(), new LongAdder())));
    this.sources.put(NO_SOURCE, others);
  }

  /**
   * A list came that was not refused.
   *
   * @param took from its arrival here until every request sees it
   */
  public void taken(String source, Acceptance acceptance, Duration took) {
    if (acceptance instanceof Acceptance.Accepted accepted) {
      counters(source).accepted().increment();
      lastTook.put(accepted.issuer().name(), took);
    }
  }

  /** A list was refused for good. */
  public void refused(String source) {
    counters(source).refused().increment();
  }

  private Counters counters(String source) {
    return sources.getOrDefault(source, others);
  }

  /** How many lists of each source were taken in. */
  public void accepted(BiConsumer<String, Long> each) {
    sources.forEach((name, counters) -> each.accept(name, counters.accepted().sum()));
  }

  /** How many lists of each source were refused. */
  public void refused(BiConsumer<String, Long> each) {
    sources.forEach((name, counters) -> each.accept(name, counters.refused().sum()));
  }

  /** How long the last new list of each issuer took from its arrival until it was visible. */
  public Map<String, Duration> lastTook() {
    return Map.copyOf(lastTook);
  }
}
