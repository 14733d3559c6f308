package io.camelocsp.routes;

import io.camelocsp.billing.BillingFeed;
import io.camelocsp.billing.BillingJournal;
import io.camelocsp.billing.Durability;
import io.camelocsp.billing.JournalSettings;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.processors.FeedBilling;
import io.camelocsp.workflow.BillingFindings;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The billing journal and what delivers its records, as configured; nothing if neither is. */
final class BillingParts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BillingParts.class);

  private final @Nullable BillingJournal journal;
  private final @Nullable BillingFeed feed;
  private final @Nullable String to;

  private BillingParts(
      @Nullable BillingJournal journal, @Nullable BillingFeed feed, @Nullable String to) {
    this.journal = journal;
    this.feed = feed;
    this.to = to;
  }

  /**
   * Opens what is configured.
   *
   * @throws IOException if the journal or the feed's position cannot be used
   */
  static BillingParts open(OcspConfiguration configuration, InstantSource clock, LongSupplier nanos)
      throws IOException {
    if (!configuration.billing().enabled()) {
      return new BillingParts(null, null, null);
    }
    JournalSettings settings =
        configuration.billing().journalSettings(configuration.billingJournal());
    String to = configuration.billing().to();
    if (to == null) {
      return new BillingParts(BillingJournal.open(settings, clock), null, null);
    }
    BillingJournal journal = BillingJournal.openForFeed(settings, clock);
    try {
      BillingFeed feed = BillingFeed.open(journal, configuration.billing().batch(), clock, nanos);
      return new BillingParts(journal, feed, to);
    } catch (IOException e) {
      journal.close();
      throw e;
    }
  }

  /** Whether requests are billed. */
  boolean bills() {
    return journal != null;
  }

  /** Whether answers wait for their records. */
  boolean awaits() {
    return journal != null && journal.durability() == Durability.SYNC;
  }

  /** The journal, if requests are billed. */
  BillingJournal journal() {
    return Objects.requireNonNull(journal, "billing is switched off");
  }

  /** Whether records are delivered somewhere. */
  boolean feeds() {
    return feed != null;
  }

  /** The steps of the route that delivers them. */
  FeedBilling feedSteps() {
    return new FeedBilling(Objects.requireNonNull(feed, "no ocsp.billing.to"));
  }

  /** Where they are delivered to. */
  String to() {
    return Objects.requireNonNull(to, "no ocsp.billing.to");
  }

  /** Why nobody is answered; empty if that is not billing's fault. */
  Optional<String> obstacle() {
    return awaits() && journal().failing()
        ? Optional.of("billing records cannot be kept")
        : Optional.empty();
  }

  /** What an operator should know. */
  List<Finding> findings(Instant now) {
    return journal == null
        ? List.of()
        : BillingFindings.of(
            journal.report(), Optional.ofNullable(feed).map(BillingFeed::report), now);
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
    if (feed != null) {
      try {
        feed.close();
      } catch (IOException e) {
        LOG.debug("A billing file could not be closed", e);
      }
    }
  }
}
