package io.camelocsp.processors;

import io.camelocsp.billing.BillingFeed;
import io.camelocsp.billing.FeedBatch;
import java.io.IOException;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of the route that delivers billing records: {@link #take} makes the message of the next
 * records, {@link #confirm} ends what was delivered, {@link #failed} leaves it for later. One
 * thread at a time.
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

  /** The records of this exchange were delivered. */
  public void confirm(Exchange exchange) throws IOException {
    feed.confirm(batch(exchange));
  }

  /** They were not. */
  public void failed(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    feed.failed(String.valueOf(cause));
  }

  private static FeedBatch batch(Exchange exchange) {
    return Objects.requireNonNull(exchange.getProperty(BATCH, FeedBatch.class));
  }
}
