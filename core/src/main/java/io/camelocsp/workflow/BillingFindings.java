package io.camelocsp.workflow;

import io.camelocsp.billing.Durability;
import io.camelocsp.billing.FeedReport;
import io.camelocsp.billing.JournalReport;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an operator should know about billing: records that are lost, refused or not delivered. */
public final class BillingFindings {
  /** Whoever looks once a day must see what was lost. */
  private static final Duration TOLD = Duration.ofDays(1);

  /** Brokers and databases are restarted now and then. */
  private static final Duration FEED_PATIENCE = Duration.ofMinutes(5);

  /** Subject of the finding that the journal cannot be written. */
  public static final String FAILING = "billing:failing";

  /** Subject of the finding that records were lost. */
  public static final String LOST = "billing:lost";

  /** Subject of the finding that records are not delivered. */
  public static final String FEED = "billing:feed";

  private BillingFindings() {}

  /**
   * Nothing, if all records are kept and delivered.
   *
   * @param journal how it is doing
   * @param feed how the feed is doing; empty if there is none
   */
  public static List<Finding> of(JournalReport journal, Optional<FeedReport> feed, Instant now) {
    List<Finding> findings = new ArrayList<>();
    journal.problem().ifPresent(problem -> findings.add(failing(journal, problem)));
    journal
        .lastLoss()
        .filter(last -> now.isBefore(last.plus(TOLD)))
        .ifPresent(last -> findings.add(lost(journal, last)));
    feed.ifPresent(report -> addFeed(findings, report, now));
    return findings;
  }

  private static Finding failing(JournalReport journal, String problem) {
    boolean sync = journal.durability() == Durability.SYNC;
    return new Finding(
        sync ? Severity.CRITICAL : Severity.WARNING,
        FAILING,
        "The billing journal %s cannot be written (%s): %s. Make space on its disk, or set its rights"
                .formatted(
                    journal.file(),
                    problem,
                    sync
                        ? "every request is answered tryLater until it can"
                        : "%d records wait in memory, and then they are lost"
                            .formatted(journal.queued()))
            + " right; it goes on by itself.");
  }

  private static Finding lost(JournalReport journal, Instant last) {
    return new Finding(
        Severity.WARNING,
        LOST,
        "%d billing records were lost since the start, the last at %s: they are in no file. Make the"
                .formatted(journal.lost(), last)
            + " disk of %s larger or faster, raise ocsp.billing.queue, or set"
                .formatted(journal.file())
            + " ocsp.billing.durability = sync. This is told for a day.");
  }

  private static void addFeed(List<Finding> findings, FeedReport feed, Instant now) {
    feed.failingSince()
        .filter(since -> !now.isBefore(since.plus(FEED_PATIENCE)))
        .ifPresent(
            since ->
                findings.add(
                    new Finding(
                        Severity.WARNING,
                        FEED,
                        "Billing records are not delivered to ocsp.billing.to since %s: %s. None is"
                                .formatted(since, feed.problem())
                            + " lost, they wait in the journal. Look at that endpoint; it is tried"
                            + " again every minute.")));
  }
}
