package io.camelocsp.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the machine's clock can be believed. Immutable.
 *
 * @param standing what is the matter, if anything
 * @param wall what the machine's clock says
 * @param judged the time that counts
 * @param by how far the clocks are apart; positive if the machine's clock is ahead of what was
 *     expected
 */
public record ClockState(Standing standing, Instant wall, Instant judged, Duration by) {

  /** What the matter is. */
  public enum Standing {
    /** The clocks go together; the machine's clock counts. */
    TRUSTED,
    /**
     * The machine's clock was set, or the machine slept: it and the monotonic clock parted by more
     * than {@link ClockGuard#TOLERANCE}. The machine's clock counts all the same: what ends by it
     * ends.
     */
    PARTED,
    /**
     * The machine's clock shows a time that has been already. What counts goes on from the last
     * time that was believed, at half speed, until the clock has caught up.
     */
    BEHIND
  }
}
