package io.camelocsp.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.source.SourceStates.News;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SourceStatesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private Instant now = START;
  private final SourceStates states = new SourceStates(() -> now);

  @Test
  void aFailureIsNewsWhenItBeginsChangesOrEnds() {
    states.add("web", SourceKind.HTTP, "http://crl.example/");
    assertThat(states.succeeded("web", null)).isEqualTo(News.NONE);
    assertThat(states.failed("web", "a")).isEqualTo(News.BEGINS);
    now = START.plusSeconds(60);
    assertThat(states.failed("web", "a")).isEqualTo(News.NONE);
    assertThat(states.failed("web", "b")).isEqualTo(News.CHANGES);
    assertThat(states.reports().get(0).failure())
        .isEqualTo(new SourceReport.Failure("b", START, 3));
    assertThat(states.succeeded("web", START.plusSeconds(99))).isEqualTo(News.ENDS);
    assertThat(states.reports())
        .containsExactly(
            new SourceReport(
                "web",
                SourceKind.HTTP,
                "http://crl.example/",
                START.plusSeconds(60),
                START.plusSeconds(60),
                null,
                null,
                START.plusSeconds(99),
                null));
  }

  @Test
  void aSuccessInPartIsASuccessAndAFailure() {
    states.add("dir", SourceKind.LDAP, "ldap://dir.example/c=SE");
    assertThat(states.succeededInPart("dir", null, "one value is bad")).isEqualTo(News.BEGINS);
    assertThat(states.reports().get(0).lastSuccess()).isEqualTo(START);
    assertThat(states.reports().get(0).failure()).isNotNull();
    assertThat(states.succeededInPart("dir", null, "one value is bad")).isEqualTo(News.NONE);
  }

  @Test
  void aLookPassesUnlessAFailureWasToldMeanwhile() {
    states.add("drop", SourceKind.DIRECTORY, "drop/");
    states.tried("drop");
    states.failed("drop", "disk full");
    states.passed("drop");
    assertThat(states.reports().get(0).failure()).isNotNull();
    states.tried("drop");
    states.passed("drop");
    assertThat(states.reports().get(0).failure()).isNull();
  }

  @Test
  void aTryUnderWayIsNotTheOneThatIsWaitedFor() {
    states.add("web", SourceKind.HTTP, "http://crl.example/");
    states.tried("web");
    CompletableFuture<SourceReport> end = states.nextEnd("web");
    states.ended("web", null);
    assertThat(end).isNotDone();
    states.tried("web");
    states.failed("web", "it is down");
    assertThat(end).isNotDone();
    states.ended("web", START.plusSeconds(60));
    assertThat(end)
        .isCompletedWithValueMatching(report -> START.plusSeconds(60).equals(report.nextTry()))
        .isCompletedWithValueMatching(report -> report.failure() != null);
  }

  @Test
  void whoGivesUpWaitingTakesNothingFromOthers() {
    states.add("web", SourceKind.HTTP, "http://crl.example/");
    CompletableFuture<SourceReport> impatient = states.nextEnd("web");
    CompletableFuture<SourceReport> patient = states.nextEnd("web");
    assertThat(impatient.cancel(true)).isTrue();
    states.tried("web");
    states.ended("web", null);
    assertThat(patient).isCompleted();
  }

  @Test
  void namesThatNobodyAddedAreIgnored() {
    states.tried("stranger");
    states.brought("stranger");
    assertThat(states.failed("stranger", "x")).isEqualTo(News.BEGINS);
    assertThat(states.reports()).isEmpty();
  }
}
