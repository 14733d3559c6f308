package io.camelocsp.administration.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.operations.ListReport;
import io.camelocsp.operations.ListReport.Held;
import io.camelocsp.operations.ListReport.State;
import io.camelocsp.testkit.MutableClock;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final long FIRST = START.getEpochSecond() + 10;

  private final MutableClock wall = new MutableClock(START);
  private final MutableClock steady = new MutableClock(START);
  private final long[] totals = {0, 0};
  private List<ListReport> lists = List.of();

  private final History history =
      new History(
          wall,
          () -> Duration.between(START, steady.instant()).toNanos(),
          new AnswerTotals() {
            @Override
            public List<String> statuses() {
              return List.of("good", "revoked");
            }

            @Override
            public long[] totals() {
              return totals.clone();
            }
          },
          () -> lists);

  private void sampleAfter(Duration time) {
    wall.advance(time);
    steady.advance(time);
    history.sample();
  }

  private void sampleAfter(Duration time, long good, long revoked) {
    totals[0] += good;
    totals[1] += revoked;
    sampleAfter(time);
  }

  private static ListReport list(String issuer, State state, long madeSecondsAfterStart) {
    return new ListReport(
        issuer,
        START,
        state,
        new Held(
            "crl",
            BigInteger.ONE,
            START.plusSeconds(madeSecondsAfterStart),
            null,
            0,
            OptionalLong.empty()));
  }

  private static Map<String, Long> run(long from, long made) {
    return Map.of("from", from, "thisUpdate", START.getEpochSecond() + made);
  }

  @Test
  void ratesAreAnswersBySecondsThatPassed() {
    sampleAfter(History.EVERY, 100, 1);
    sampleAfter(Duration.ofSeconds(20), 100, 0);

    Map<String, Object> all = history.after(0);
    assertThat(all).containsEntry("times", List.of(FIRST, FIRST + 20));
    assertThat(all.get("answersPerSecond"))
        .isEqualTo(Map.of("good", List.of(10.0, 5.0), "revoked", List.of(0.1, 0.0)));
  }

  @Test
  void ratesStayRightWhenTheMachinesClockIsSetAhead() {
    wall.advance(Duration.ofHours(1));
    sampleAfter(History.EVERY, 100, 0);

    assertThat(history.after(0).get("answersPerSecond"))
        .isEqualTo(Map.of("good", List.of(10.0), "revoked", List.of(0.0)));
  }

  @Test
  void whatComesWhileTimeStandsStillIsCountedByTheNextSample() {
    sampleAfter(History.EVERY, 100, 0);
    wall.advance(Duration.ofSeconds(-10));
    sampleAfter(History.EVERY, 100, 0);
    sampleAfter(History.EVERY, 100, 0);

    Map<String, Object> all = history.after(0);
    assertThat(all).containsEntry("times", List.of(FIRST, FIRST + 10));
    assertThat(all.get("answersPerSecond"))
        .isEqualTo(Map.of("good", List.of(10.0, 10.0), "revoked", List.of(0.0, 0.0)));
  }

  @Test
  void onlyWhatCameSinceIsAskedFor() {
    sampleAfter(History.EVERY, 100, 0);
    sampleAfter(History.EVERY, 200, 0);

    assertThat(history.after(FIRST)).containsEntry("times", List.of(FIRST + 10));
    assertThat(history.after(FIRST + 10)).containsEntry("times", List.of());
  }

  @Test
  void eachIssuersNewestListIsToldOnceUntilAnotherComes() {
    lists = List.of(list("acme", State.VALID, -60), list("acme", State.VALID, -90));
    sampleAfter(History.EVERY);
    sampleAfter(History.EVERY);
    lists = List.of(list("acme", State.VALID, 15));
    sampleAfter(History.EVERY);

    assertThat(history.after(0).get("lists"))
        .isEqualTo(Map.of("acme", List.of(run(FIRST, -60), run(FIRST + 20, 15))));
    assertThat(history.after(FIRST).get("lists"))
        .isEqualTo(Map.of("acme", List.of(run(FIRST + 10, -60), run(FIRST + 20, 15))));
  }

  @Test
  void aListThatDoesNotCountIsPassedOverForOneThatDoes() {
    lists = List.of(list("acme", State.NOT_YET, 900), list("acme", State.VALID, -60));
    sampleAfter(History.EVERY);

    assertThat(history.after(0).get("lists")).isEqualTo(Map.of("acme", List.of(run(FIRST, -60))));
  }

  @Test
  void anIssuerWithoutListHasNoAge() {
    lists = List.of(new ListReport("acme", START, State.NONE, null));
    sampleAfter(History.EVERY);

    assertThat(history.after(0).get("lists"))
        .isEqualTo(Map.of("acme", List.of(Map.of("from", FIRST))));
  }

  @Test
  void samplesOfSixHoursAreKeptAndAHundredIssuers() {
    lists = IntStream.range(0, 150).mapToObj(i -> list("issuer-" + i, State.VALID, -60)).toList();
    for (int i = 0; i < History.MOST_SAMPLES + 50; i++) {
      sampleAfter(History.EVERY);
    }

    Map<String, Object> all = history.after(0);
    assertThat(all.get("times"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(History.MOST_SAMPLES);
    assertThat(all.get("lists"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .hasSize(History.MOST_ISSUERS)
        .containsKeys("issuer-0", "issuer-99");
  }

  @Test
  void aLongSleepLeavesNothingThatIsOlderThanSixHours() {
    sampleAfter(History.EVERY);
    sampleAfter(Duration.ofHours(7));

    assertThat(history.after(0))
        .containsEntry("times", List.of(FIRST + Duration.ofHours(7).toSeconds()));
  }
}
