package io.camelocsp.clock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What is to be said about a clock that is not trusted: what is wrong, its effect, what to do. */
public final class ClockText {
  private ClockText() {}

  /**
   * The text.
   *
   * @param state not {@link ClockState.Standing#TRUSTED}
   * @param record where the last believed time is kept
   */
  public static String of(ClockState state, Path record) {
    return switch (state.standing()) {
      case TRUSTED -> "The machine's clock is trusted.";
      case PARTED ->
          ("The machine's clock went %s by %s within an hour: it was set, or the machine slept."
                  + " Answers are dated %s, as it says; if that is right, this warning ends after an"
                  + " hour. Else set the clock right.")
              .formatted(
                  state.by().isNegative() ? "back" : "ahead",
                  words(state.by().abs()),
                  seconds(state.wall()));
      case BEHIND ->
          ("The machine's clock says %s, %s before the time that camel-ocsp last believed. Answers"
                  + " are dated %s, and this time goes on at half speed until the clock has caught"
                  + " up; clients whose clocks are right may refuse them. Set the clock right. If it"
                  + " is right and was ahead before, stop camel-ocsp, delete %s, and start it.")
              .formatted(
                  seconds(state.wall()), words(state.by().abs()), seconds(state.judged()), record);
    };
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String words(Duration time) {
    if (time.toDays() > 0) {
      return time.toDays() + " d " + time.toHoursPart() + " h";
    }
    return time.toHours() > 0
        ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() + " min " + time.toSecondsPart() + " s";
  }
}
