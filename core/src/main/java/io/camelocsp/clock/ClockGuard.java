package io.camelocsp.clock;

import io.camelocsp.clock.ClockState.Standing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock by which everything is judged: the machine's, unless it is seen to be wrong (spec 15).
 *
 * <p>A responder whose clock goes back answers from lists that have ended; one whose clock goes
 * ahead stops answering. The second is safe, the first is not, so they are treated differently:
 *
 * <ul>
 *   <li><em>Ahead.</em> If the machine's clock gains more than {@link #TOLERANCE} on the monotonic
 *       clock, it counts at once, with a warning. It is recorded only when it has stayed so for
 *       {@link #BELIEVED_AFTER}: a mistake that is put right within that time leaves no trace.
 *   <li><em>Behind.</em> No time before the recorded one ever counts. Where the machine's clock
 *       shows one, time goes on from what was last believed, at half speed: lists still end, and
 *       the clock that goes at full speed catches up by itself. This is how NTP slews; ten minutes
 *       are made good in twenty. It holds across restarts, because the time is on the disk.
 * </ul>
 *
 * <p>Reading the time costs one volatile read and one comparison more than reading the machine's.
 * {@link #look} must be called every few seconds, {@link #record} every minute: see {@link
 * ClockKeeper}. Thread-safe.
 */
public final class ClockGuard implements InstantSource {
  /** How far the clocks may part. */
  public static final Duration TOLERANCE = Duration.ofSeconds(60);

  /** After how long a clock that was set ahead is believed. */
  public static final Duration BELIEVED_AFTER = Duration.ofHours(1);

  private static final Logger LOG = LoggerFactory.getLogger(ClockGuard.class);

  private final InstantSource wall;
  private final LongSupplier monotonic;
  private final ClockRecord record;

  /** What is believed: no time before it counts. */
  private volatile Mark believed;

  /** Where both clocks stood when they were last put beside each other. */
  private Mark reference;

  private Standing standing = Standing.TRUSTED;

  /** While they are parted: since when, and by how much. */
  private Mark partedSince;

  private Duration partedBy = Duration.ZERO;
  private Instant recorded;
  private boolean recordFails;

  /** A time, and what the monotonic clock showed then. */
  private record Mark(Instant time, long nanos) {
    Instant atFullSpeed(long now) {
      return time.plusNanos(now - nanos);
    }

    Instant atHalfSpeed(long now) {
      return time.plusNanos((now - nanos) / 2);
    }

    boolean isOlderThan(Duration age, long now) {
      return now - nanos >= age.toNanos();
    }
  }

  private ClockGuard(
      InstantSource wall, LongSupplier monotonic, ClockRecord record, Optional<Instant> last) {
    this.wall = wall;
    this.monotonic = monotonic;
    this.record = record;
    Mark now = new Mark(wall.instant(), monotonic.getAsLong());
    reference = now;
    partedSince = now;
    recorded = last.orElse(Instant.MIN);
    believed = recorded.isAfter(now.time()) ? new Mark(recorded, now.nanos()) : now;
  }

  /**
   * A guard that knows the last recorded time. Where that cannot be read, it is as if there were
   * none, and that is logged.
   *
   * @param wall the machine's clock
   * @param monotonic nanoseconds of a clock that nobody sets, {@link System#nanoTime}
   * @param record where the time is kept
   */
  public static ClockGuard open(InstantSource wall, LongSupplier monotonic, ClockRecord record) {
    Optional<Instant> last;
    try {
      last = record.read();
    } catch (IOException e) {
      LOG.warn(
          "The last time that camel-ocsp ran cannot be read from {} ({}): a clock that was set back"
              + " meanwhile will not be noticed. The file is written anew.",
          record.file(),
          e.getMessage());
      last = Optional.empty();
    }
    ClockGuard guard = new ClockGuard(wall, monotonic, record, last);
    guard.look();
    return guard;
  }

  /** The time that counts. */
  @Override
  public Instant instant() {
    Instant now = wall.instant();
    Mark floor = believed;
    return now.isBefore(floor.time()) ? later(now, floor.atHalfSpeed(monotonic.getAsLong())) : now;
  }

  /** Puts the clocks beside each other; says in the log when something begins or ends. */
  public synchronized ClockState look() {
    Instant now = wall.instant();
    long nanos = monotonic.getAsLong();
    Instant held = believed.atHalfSpeed(nanos);
    Duration behind = Duration.between(now, held);
    Duration parted = Duration.between(reference.atFullSpeed(nanos), now);
    ClockState state;
    if (behind.compareTo(TOLERANCE) > 0) {
      believed = new Mark(held, nanos);
      state = new ClockState(Standing.BEHIND, now, held, behind.negated());
    } else {
      if (standing == Standing.BEHIND) { // it has caught up, or was set right
        reference = new Mark(now, nanos);
        parted = Duration.ZERO;
      }
      state =
          parted.abs().compareTo(TOLERANCE) > 0
              ? parted(now, nanos, parted)
              : together(now, nanos, held);
    }
    tell(state);
    standing = state.standing();
    return state;
  }

  private ClockState together(Instant now, long nanos, Instant held) {
    // Quartz differs by seconds a day: no drift of hours must add up to a step.
    if (reference.isOlderThan(BELIEVED_AFTER, nanos)) {
      reference = new Mark(now, nanos);
    }
    Instant judged = later(now, held);
    believed = new Mark(judged, nanos);
    return new ClockState(Standing.TRUSTED, now, judged, Duration.ZERO);
  }

  private ClockState parted(Instant now, long nanos, Duration parted) {
    boolean isNew =
        standing != Standing.PARTED || parted.minus(partedBy).abs().compareTo(TOLERANCE) > 0;
    if (isNew) {
      partedSince = new Mark(now, nanos);
      partedBy = parted;
    } else if (partedSince.isOlderThan(BELIEVED_AFTER, nanos)) {
      reference = new Mark(now, nanos);
      return together(now, nanos, believed.atHalfSpeed(nanos));
    }
    Instant expected = believed.atFullSpeed(nanos);
    believed = new Mark(later(earlier(now, expected), believed.time()), nanos);
    return new ClockState(Standing.PARTED, now, later(now, believed.time()), parted);
  }

  private void tell(ClockState state) {
    if (state.standing() == standing) {
      return;
    }
    switch (state.standing()) {
      case TRUSTED -> LOG.info("The machine's clock is trusted again: it is {}", state.judged());
      case PARTED, BEHIND -> LOG.warn("{}", ClockText.of(state, record.file()));
    }
  }

  /** Records the time that is believed, if it is later than the recorded one. Never fails. */
  public synchronized void record() {
    Instant time = believed.time();
    if (!time.isAfter(recorded)) {
      return;
    }
    try {
      record.write(time);
      recorded = time;
      recordFails = false;
    } catch (IOException e) {
      if (!recordFails) {
        LOG.warn(
            "The time cannot be recorded in {} ({}): a clock that is set back while camel-ocsp does"
                + " not run will not be noticed. Look at the disk and the permissions.",
            record.file(),
            e.toString());
      }
      recordFails = true;
    }
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
