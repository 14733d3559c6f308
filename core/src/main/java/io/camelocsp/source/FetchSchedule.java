package io.camelocsp.source;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a source is asked next. The first time is at once. After that:
 *
 * <ul>
 *   <li>after an answer, when {@code every} has passed or {@code fetchAhead} before the current
 *       list ends, whichever comes first;
 *   <li>from then on until a newer list is there, after {@code retry}; once the list has ended, the
 *       pause doubles with each try;
 *   <li>after a failure, after {@code retry}, doubled with each further failure; but after half of
 *       what is left of the current list, if that is sooner: a server that is back before the list
 *       ends is found before it ends.
 * </ul>
 *
 * <p>No pause is longer than {@code every}. Chance shortens each, so that the responders of many
 * sites do not ask a CA's server in one second. Thread-safe.
 */
public final class FetchSchedule {
  private static final double MOST_SPREAD = 0.1;
  private static final double MOST_SPREAD_OF_RETRY = 0.5;

  /** Doubling more often than that changes nothing: {@code every} is a day at most. */
  private static final int MOST_DOUBLINGS = 30;

  /**
   * How often to ask.
   *
   * @param every from an answer to the next try, at most
   * @param fetchAhead before the current list ends
   * @param retry the first pause after a failure
   */
  public record Pace(Duration every, Duration fetchAhead, Duration retry) {}

  private final Pace pace;
  private final InstantSource clock;
  private final DoubleSupplier chance;
  private Instant next;
  private @Nullable Instant listEnds;
  private int doublings;
  private boolean wanted = true;

  /**
   * @param clock the wall clock
   * @param chance numbers from 0 (inclusive) to 1 (exclusive)
   */
  public FetchSchedule(Pace pace, InstantSource clock, DoubleSupplier chance) {
    this.pace = pace;
    this.clock = clock;
    this.chance = chance;
    this.next = clock.instant();
  }

  /** Whether it is time to ask. */
  public synchronized boolean due() {
    Instant now = clock.instant();
    // A next try that is further away than any pause: the clock was set back meanwhile.
    return wanted || !now.isBefore(next) || next.isAfter(now.plus(pace.every()));
  }

  /** Makes the next try due at once. */
  public synchronized void fetchNow() {
    wanted = true;
  }

  /** A try begins: from here on, {@link #fetchNow} asks for another one. */
  public synchronized void begin() {
    wanted = false;
  }

  /**
   * The source answered.
   *
   * @param end nextUpdate of the list that it has, the earliest of several; null if that is unknown
   */
  public synchronized void succeeded(@Nullable Instant end) {
    listEnds = end;
    Instant now = clock.instant();
    Instant regular = now.plus(shortened(pace.every(), MOST_SPREAD));
    if (end == null) {
      doublings = 0;
      next = regular;
      return;
    }
    Instant ahead = end.minus(shortened(pace.fetchAhead(), MOST_SPREAD));
    if (ahead.isAfter(now)) {
      doublings = 0;
      next = ahead.isBefore(regular) ? ahead : regular;
    } else {
      if (now.isBefore(end)) {
        doublings = 0;
      }
      next = now.plus(shortened(backOff(), MOST_SPREAD));
      doublings = Math.min(doublings + 1, MOST_DOUBLINGS);
    }
  }

  /** The source could not be used. */
  public synchronized void failed() {
    Instant now = clock.instant();
    next = now.plus(shortened(inTime(backOff(), now), MOST_SPREAD_OF_RETRY));
    doublings = Math.min(doublings + 1, MOST_DOUBLINGS);
  }

  /** When the source is asked next. */
  public synchronized Instant next() {
    return wanted ? clock.instant() : next;
  }

  private Duration inTime(Duration pause, Instant now) {
    Instant end = listEnds;
    if (end == null || !now.isBefore(end)) {
      return pause;
    }
    Duration half = Duration.between(now, end).dividedBy(2);
    Duration longest = half.compareTo(pace.retry()) < 0 ? pace.retry() : half;
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  private Duration backOff() {
    Duration pause = pace.retry();
    for (int i = 0; i < doublings && pause.compareTo(pace.every()) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(pace.every()) < 0 ? pause : pace.every();
  }

  private Duration shortened(Duration pause, double spread) {
    return pause.minusNanos((long) (pause.toNanos() * spread * chance.getAsDouble()));
  }
}
