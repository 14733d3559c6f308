package io.camelocsp.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FetchScheduleTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Duration AHEAD = Duration.ofMinutes(10);
  private static final Duration RETRY = Duration.ofMinutes(1);

  private Instant now = START;
  private final FetchSchedule schedule = schedule(0);

  private FetchSchedule schedule(double chance) {
    return new FetchSchedule(new FetchSchedule.Pace(EVERY, AHEAD, RETRY), () -> now, () -> chance);
  }

  @Test
  void theFirstTryIsAtOnce() {
    assertThat(schedule.due()).isTrue();
    schedule.begin();
    schedule.succeeded(null);
    assertThat(schedule.due()).isFalse();
  }

  @Test
  void aListWithoutEndIsAskedForRegularly() {
    schedule.begin();
    schedule.succeeded(null);
    assertThat(schedule.next()).isEqualTo(START.plus(EVERY));
    pass(EVERY);
    assertThat(schedule.due()).isTrue();
  }

  @Test
  void theNextListIsAskedForAheadOfTheEnd() {
    schedule.begin();
    schedule.succeeded(START.plus(Duration.ofMinutes(30)));
    assertThat(schedule.next()).isEqualTo(START.plus(Duration.ofMinutes(20)));
  }

  @Test
  void nearTheEndTheNextListIsAskedForAgainSoon() {
    schedule.begin();
    schedule.succeeded(START.plus(Duration.ofMinutes(5)));
    assertThat(schedule.next()).isEqualTo(START.plus(RETRY));
    pass(RETRY);
    schedule.begin();
    schedule.succeeded(START.plus(Duration.ofMinutes(5)));
    assertThat(schedule.next()).isEqualTo(START.plus(RETRY.multipliedBy(2)));
  }

  @Test
  void aServerThatFailsForLongIsStillAskedInTimeBeforeTheListEnds() {
    Duration day = Duration.ofDays(1);
    FetchSchedule daily =
        new FetchSchedule(new FetchSchedule.Pace(day, AHEAD, RETRY), () -> now, () -> 0);
    Instant end = START.plus(Duration.ofHours(36));
    daily.begin();
    daily.succeeded(end);
    pass(day);
    while (now.isBefore(end.minus(RETRY.multipliedBy(2)))) {
      daily.failed();
      Instant halfOfTheRest = now.plus(Duration.between(now, end).dividedBy(2));
      assertThat(daily.next()).isBeforeOrEqualTo(halfOfTheRest).isAfter(now);
      now = daily.next();
    }
    daily.failed();
    assertThat(daily.next()).isEqualTo(now.plus(RETRY));
  }

  @Test
  void afterTheEndThePausesGrow() {
    schedule.begin();
    Instant ended = START.minusSeconds(1);
    schedule.succeeded(ended);
    assertThat(schedule.next()).isEqualTo(START.plus(RETRY));
    schedule.succeeded(ended);
    assertThat(schedule.next()).isEqualTo(START.plus(RETRY.multipliedBy(2)));
    schedule.succeeded(ended);
    assertThat(schedule.next()).isEqualTo(START.plus(RETRY.multipliedBy(4)));
  }

  @Test
  void failuresAreRetriedWithGrowingPausesUpToTheRegularOne() {
    schedule.begin();
    for (int minutes : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      schedule.failed();
      assertThat(schedule.next()).isEqualTo(START.plus(Duration.ofMinutes(minutes)));
    }
    schedule.succeeded(null);
    schedule.failed();
    assertThat(schedule.next()).isEqualTo(START.plus(RETRY));
  }

  @Test
  void aWishIsFulfilledAtOnceAndOnce() {
    schedule.begin();
    schedule.succeeded(null);
    schedule.fetchNow();
    assertThat(schedule.due()).isTrue();
    schedule.begin();
    schedule.succeeded(null);
    assertThat(schedule.due()).isFalse();
  }

  @Test
  void aWishDuringATryIsForAnotherOne() {
    schedule.begin();
    schedule.fetchNow();
    schedule.succeeded(null);
    assertThat(schedule.due()).isTrue();
  }

  @Test
  void aClockThatIsSetBackDoesNotStopFetching() {
    schedule.begin();
    schedule.succeeded(null);
    now = START.minus(Duration.ofDays(30));
    assertThat(schedule.due()).isTrue();
  }

  @Property(tries = 200)
  void noPauseIsLongerThanTheRegularOneOrNone(
      @ForAll @Size(max = 40) List<Boolean> answers,
      @ForAll @DoubleRange(max = 0.99) double chance,
      @ForAll @IntRange(min = -3_000, max = 10_000) int endSeconds) {
    FetchSchedule any = schedule(chance);
    any.begin();
    for (boolean answered : answers) {
      if (answered) {
        any.succeeded(now.plusSeconds(endSeconds));
      } else {
        any.failed();
      }
      assertThat(any.next()).isAfterOrEqualTo(now).isBeforeOrEqualTo(now.plus(EVERY));
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }
}
