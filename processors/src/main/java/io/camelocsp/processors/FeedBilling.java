package io.camelocsp.processors;

import io.camelocsp.billing.BillingFeed;
import io.camelocsp.billing.FeedBatch;
import java.io.IOException;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of the route that delivers billing records: {@link #take} makes the message of the next
 * records, {@link #told} ends what was delivered, or leaves it for later. One thread at a time.
 */
public final class FeedBilling {
  private static final Logger LOG = LoggerFactory.getLogger(FeedBilling.class);
  private static final String BATCH = "CamelOcspBillingBatch";

  private final BillingFeed feed;

  public FeedBilling(BillingFeed feed) {
    this.feed = feed;
  }

  /** Whether there is something to deliver now, which then is the message. */
  public boolean take(Exchange exchange) {
    if (exchange.getContext().isStopping()) {
      return false; // goes on with the next start
    }
    try {
      FeedBatch batch = feed.next().orElse(null);
      if (batch == null) {
        return false;
      }
      exchange.setProperty(BATCH, batch);
      Message message = exchange.getMessage();
      message.removeHeaders("*");
      message.setBody(batch.text());
      message.setHeader(Exchange.CONTENT_TYPE, "application/jsonl");
      message.setHeader(OcspExchange.BILLING_RECORDS, batch.records());
      message.setHeader(OcspExchange.BILLING_ID, batch.firstId());
      return true;
    } catch (IOException e) {
      LOG.debug("The billing journal cannot be read", e);
      feed.failed("the journal cannot be read: " + e);
      return false;
    }
  }

  /**
   * What became of the exchange that delivered them. A receiver that deals with its failure itself
   * has taken them. Whatever that exchange was told, to stop, to fail, to roll back, ends with it:
   * what goes on is another one.
   *
   * @param before always null, since there is one receiver
   */
  public Exchange told(@Nullable Exchange before, Exchange delivered) {
    Throwable cause = delivered.getException();
    try {
      if (cause == null) {
        feed.confirm(batch(delivered));
      } else {
        feed.failed(String.valueOf(cause));
      }
    } catch (IOException e) {
      feed.failed("how far they were delivered cannot be written: " + e);
    }
    return new DefaultExchange(delivered.getContext());
  }

  private static FeedBatch batch(Exchange exchange) {
    return Objects.requireNonNull(exchange.getProperty(BATCH, FeedBatch.class));
  }
}
