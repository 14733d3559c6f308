package io.camelocsp.processors;

import io.camelocsp.workflow.Transaction;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Where the workflow keeps its part of an exchange. */
public final class OcspExchange {
  /** Exchange property: the {@link Transaction}. */
  public static final String TRANSACTION = "CamelOcspTransaction";

  /** Exchange property: the configured name of the responder that was asked. */
  public static final String RESPONDER = "CamelOcspResponder";

  /** Exchange property: the configured name of the list source. */
  public static final String LIST_SOURCE = "CamelOcspListSource";

  /** Message header: the client's IP address, as text; optional. */
  public static final String CLIENT_ADDRESS = "CamelOcspClientAddress";

  /** Message header: the client's If-None-Match field; optional. */
  public static final String IF_NONE_MATCH = "If-None-Match";

  private OcspExchange() {}

  /**
   * The transaction of this exchange.
   *
   * @throws IllegalStateException if no {@link DecodeRequest} came before
   */
  public static Transaction transaction(Exchange exchange) {
    Transaction transaction = transactionOrNull(exchange);
    if (transaction == null) {
      throw new IllegalStateException("no transaction: DecodeRequest must come first");
    }
    return transaction;
  }

  /** The transaction of this exchange, or null if none began. */
  public static @Nullable Transaction transactionOrNull(Exchange exchange) {
    return (Transaction) exchange.getProperty(TRANSACTION);
  }

  /** Whether no step has answered yet: the condition of the content-based routers. */
  public static boolean unanswered(Exchange exchange) {
    return transaction(exchange).answer() == null;
  }
}
