package io.camelocsp.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.clock.ClockState.Standing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockGuardTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final Duration TICK = Duration.ofSeconds(5);

  @TempDir private Path directory;
  private ClockRecord record;

  private Instant wall = START;
  private long nanos = 42;
  private ClockGuard guard;

  @BeforeEach
  void open() {
    record = new ClockRecord(directory.resolve("clock"));
    guard = restarted();
  }

  private ClockGuard restarted() {
    return ClockGuard.open(() -> wall, () -> nanos, record);
  }

  /** Time passes as it should, with the guard looking every few seconds. */
  private ClockState pass(Duration time) {
    ClockState state = guard.look();
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
      wall = wall.plus(TICK);
      nanos += TICK.toNanos();
      state = guard.look();
    }
    return state;
  }

  private void stepWall(Duration step) {
    wall = wall.plus(step);
  }

  @Test
  void theMachinesClockCountsWhileBothClocksGoTogether() {
    ClockState state = pass(Duration.ofHours(3));

    assertThat(state.standing()).isEqualTo(Standing.TRUSTED);
    assertThat(guard.instant()).isEqualTo(wall);
  }

  @Test
  void aStepOfLessThanAMinuteIsNoMatter() {
    pass(Duration.ofMinutes(1));
    stepWall(Duration.ofSeconds(59));
    assertThat(guard.look().standing()).isEqualTo(Standing.TRUSTED);
    assertThat(guard.instant()).isEqualTo(wall);

    pass(Duration.ofHours(2));
    Instant before = guard.instant();
    stepWall(Duration.ofSeconds(-59));
    assertThat(guard.look().standing()).isEqualTo(Standing.TRUSTED);
    assertThat(guard.instant()).as("no time comes twice").isAfterOrEqualTo(before);
  }

  @Test
  void aDriftOfSecondsADayNeverAddsUpToAStep() {
    for (int hour = 0; hour < 24 * 30; hour++) {
      wall = wall.plus(Duration.ofHours(1)).plusSeconds(2);
      nanos += Duration.ofHours(1).toNanos();
      assertThat(guard.look().standing()).isEqualTo(Standing.TRUSTED);
    }
  }

  @Test
  void aClockThatCreepsAheadIsNoticed() {
    Standing standing = Standing.TRUSTED;
    for (int minute = 0; minute < 45 && standing == Standing.TRUSTED; minute++) {
      wall = wall.plusSeconds(62);
      nanos += Duration.ofSeconds(60).toNanos();
      standing = guard.look().standing();
    }
    assertThat(standing).isEqualTo(Standing.PARTED);
  }

  @Test
  void aClockThatIsSetAheadCountsAtOnceWithAWarningForAnHour() {
    pass(Duration.ofMinutes(1));
    stepWall(Duration.ofDays(365));

    ClockState state = guard.look();
    assertThat(guard.instant()).as("what ends by it ends").isEqualTo(wall);
    assertThat(state.standing()).isEqualTo(Standing.PARTED);
    assertThat(ClockText.of(state, record.file())).contains("ahead by 365 d 0 h");

    assertThat(pass(Duration.ofMinutes(59)).standing()).isEqualTo(Standing.PARTED);
    assertThat(pass(Duration.ofMinutes(2)).standing()).isEqualTo(Standing.TRUSTED);
    guard.record();
    assertThat(record.file()).content().startsWith("2027-11-24T13:");
  }

  @Test
  void aClockThatIsSetAheadByMistakeAndBackLeavesNoTrace() {
    pass(Duration.ofMinutes(1));
    stepWall(Duration.ofDays(365));
    pass(Duration.ofMinutes(30));
    guard.record();
    stepWall(Duration.ofDays(-365));

    assertThat(guard.look().standing()).isEqualTo(Standing.TRUSTED);
    assertThat(guard.instant()).isEqualTo(wall);
    guard = restarted();
    assertThat(guard.look().standing()).isEqualTo(Standing.TRUSTED);
  }

  @Test
  void aClockThatIsSetBackDoesNotCountBeforeAnybodyHasLooked() {
    pass(Duration.ofMinutes(1));
    Instant before = guard.instant();
    stepWall(Duration.ofDays(-2));

    assertThat(guard.instant()).isAfterOrEqualTo(before);
  }

  @Test
  void aClockThatIsSetBackCatchesUpWhileTimeGoesOnAtHalfSpeed() {
    pass(Duration.ofMinutes(1));
    Instant before = wall;
    stepWall(Duration.ofMinutes(-10));

    ClockState state = pass(Duration.ofMinutes(10));
    assertThat(state.standing()).isEqualTo(Standing.BEHIND);
    assertThat(guard.instant()).isEqualTo(before.plus(Duration.ofMinutes(5)));
    assertThat(ClockText.of(state, record.file()))
        .contains("5 min 0 s before", "delete " + record.file());

    assertThat(pass(Duration.ofMinutes(11)).standing()).isEqualTo(Standing.TRUSTED);
    assertThat(guard.instant()).isEqualTo(wall);
  }

  @Test
  void aListEndsThoughTheClockStandsInThePast() {
    pass(Duration.ofMinutes(1));
    Instant before = wall;
    stepWall(Duration.ofDays(-3650));

    pass(Duration.ofHours(8));

    assertThat(guard.instant()).isEqualTo(before.plus(Duration.ofHours(4)));
  }

  @Test
  void aClockThatIsSetBackAndRightAgainIsTrustedAtOnce() {
    pass(Duration.ofMinutes(1));
    stepWall(Duration.ofDays(-1));
    pass(Duration.ofMinutes(3));
    stepWall(Duration.ofDays(1));

    assertThat(guard.look().standing()).isEqualTo(Standing.TRUSTED);
    assertThat(guard.instant()).isEqualTo(wall);
  }

  @Test
  void noTimeBeforeTheRecordedOneCountsAfterARestart() {
    pass(Duration.ofMinutes(10));
    guard.record();
    Instant last = wall;
    stepWall(Duration.ofDays(-400));
    nanos = -7; // another boot

    guard = restarted();
    assertThat(guard.instant()).isEqualTo(last);
    assertThat(guard.look().standing()).isEqualTo(Standing.BEHIND);
    guard.record();
    assertThat(record.file()).as("never replaced by an earlier one").content().contains("T12:10");

    stepWall(Duration.ofDays(403));
    assertThat(guard.look().standing()).as("set right").isEqualTo(Standing.TRUSTED);
    assertThat(guard.instant()).isEqualTo(wall);
  }

  @Test
  void timeThatPassedBetweenTwoRunsIsNoMatter() {
    guard.record();
    stepWall(Duration.ofDays(30));

    guard = restarted();

    assertThat(guard.look().standing()).isEqualTo(Standing.TRUSTED);
    assertThat(guard.instant()).isEqualTo(wall);
  }

  @Test
  void aDamagedRecordIsWrittenAnew() throws IOException {
    for (String damaged : new String[] {"", "yesterday", "x".repeat(5000)}) {
      Files.writeString(record.file(), damaged);
      guard = restarted();
      guard.record();
      assertThat(record.read()).contains(wall);
    }
  }

  @Test
  void aRecordThatCannotBeWrittenStopsNothing() throws IOException {
    Files.createDirectory(record.file());

    guard.record();
    pass(Duration.ofMinutes(1));
    guard.record();

    assertThat(guard.instant()).isEqualTo(wall);
  }

  @Test
  void theKeeperRecordsTheTimeAtTheLatestWhenItStops() throws IOException {
    ClockKeeper keeper = new ClockKeeper(guard, state -> {});
    wall = wall.plusSeconds(17);
    keeper.close();
    keeper.close();

    assertThat(record.read()).contains(START.plusSeconds(17));
  }
}
