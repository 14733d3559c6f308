package io.camelocsp.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Lets an event that strangers can cause at will through once a minute, and says after that minute
 * how often it came again. Of more than {@link #MOST} different ones the rest is counted together.
 * Not thread-safe.
 */
final class Repeats {
  static final Duration WINDOW = Duration.ofMinutes(1);
  static final int MOST = 60;

  private static final String OTHERS = "";

  private final LongSupplier nanos;
  private final Map<String, Told> told = new LinkedHashMap<>();

  private static final class Told {
    final AuditKind kind;
    final String about;
    final long fromNanos;
    final Instant since;
    long again;

    Told(AuditKind kind, String about, long fromNanos, Instant since) {
      this.kind = kind;
      this.about = about;
      this.fromNanos = fromNanos;
      this.since = since;
    }
  }

  Repeats(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Whether to tell it.
   *
   * @param about what makes it the same event as another one
   */
  boolean tells(AuditEvent event, String about, Instant now) {
    String key = event.kind().label() + " " + about;
    Told before = told.get(key);
    if (before == null && told.size() < MOST) {
      told.put(key, new Told(event.kind(), about, nanos.getAsLong(), now));
      return true;
    }
    if (before == null) {
      before =
          told.computeIfAbsent(
              OTHERS, any -> new Told(event.kind(), "others", nanos.getAsLong(), now));
    }
    before.again++;
    return false;
  }

  /** What came again, of those whose minute is over. */
  List<AuditEvent> due() {
    return ended(nanos.getAsLong() - WINDOW.toNanos());
  }

  /** What came again, whenever. */
  List<AuditEvent> rest() {
    return ended(nanos.getAsLong());
  }

  private List<AuditEvent> ended(long untilNanos) {
    List<AuditEvent> events = new ArrayList<>();
    Iterator<Told> all = told.values().iterator();
    while (all.hasNext()) {
      Told each = all.next();
      if (each.fromNanos - untilNanos > 0) {
        continue;
      }
      all.remove();
      if (each.again > 0) {
        events.add(
            AuditEvent.of(AuditKind.REPEATED)
                .with("what", each.kind.label())
                .with("about", each.about)
                .with("times", each.again)
                .with("since", each.since));
      }
    }
    return events;
  }
}
