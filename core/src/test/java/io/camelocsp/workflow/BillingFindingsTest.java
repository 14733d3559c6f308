package io.camelocsp.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.billing.Durability;
import io.camelocsp.billing.FeedReport;
import io.camelocsp.billing.JournalReport;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BillingFindingsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T16:15:00Z");

  private static JournalReport journal(
      Durability durability, Optional<String> problem, Optional<Instant> lastLoss) {
    return new JournalReport(Path.of("billing.jsonl"), durability, problem, 100, 7, 3, lastLoss);
  }

  private static List<Finding> of(JournalReport journal) {
    return BillingFindings.of(journal, Optional.empty(), NOW);
  }

  private static List<Finding> of(FeedReport feed) {
    return BillingFindings.of(
        journal(Durability.ASYNC, Optional.empty(), Optional.empty()), Optional.of(feed), NOW);
  }

  @Test
  void nothingIsToldWhenAllIsWell() {
    assertThat(of(journal(Durability.SYNC, Optional.empty(), Optional.empty()))).isEmpty();
    assertThat(of(new FeedReport(100, Optional.empty(), ""))).isEmpty();
  }

  @Test
  void aFullDiskIsCriticalWhereAnswersWaitForIt() {
    assertThat(of(journal(Durability.SYNC, Optional.of("No space left"), Optional.empty())))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.severity()).isEqualTo(Severity.CRITICAL);
              assertThat(each.text()).contains("No space left", "answered tryLater");
            });
  }

  @Test
  void aFullDiskIsAWarningWhereTheyDoNot() {
    assertThat(of(journal(Durability.ASYNC, Optional.of("No space left"), Optional.empty())))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.severity()).isEqualTo(Severity.WARNING);
              assertThat(each.text()).contains("7 records wait in memory");
            });
  }

  @Test
  void lossesAreToldForADay() {
    Instant yesterday = NOW.minus(Duration.ofDays(1));

    assertThat(
            of(journal(Durability.ASYNC, Optional.empty(), Optional.of(yesterday.plusMillis(1)))))
        .singleElement()
        .satisfies(each -> assertThat(each.text()).startsWith("3 billing records were lost"));
    assertThat(of(journal(Durability.ASYNC, Optional.empty(), Optional.of(yesterday)))).isEmpty();
  }

  @Test
  void aReceiverMayBeAwayForFiveMinutes() {
    Instant since = NOW.minus(Duration.ofMinutes(5));

    assertThat(of(new FeedReport(0, Optional.of(since.plusMillis(1)), "away"))).isEmpty();
    assertThat(of(new FeedReport(0, Optional.of(since), "away")))
        .singleElement()
        .satisfies(each -> assertThat(each.text()).contains("ocsp.billing.to", "away"));
  }
}
