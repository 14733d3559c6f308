package io.camelocsp.processors;

import io.camelocsp.workflow.Transaction;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Where the workflow keeps its part of an exchange. */
public final class OcspExchange {
  /** Exchange property: the {@link Transaction}. */
  public static final String TRANSACTION = "CamelOcspTransaction";

  /** Exchange property: the configured name of the responder that was asked; in hooks a header. */
  public static final String RESPONDER = "CamelOcspResponder";

  /** Exchange property: the configured name of the list source. */
  public static final String LIST_SOURCE = "CamelOcspListSource";

  /** Exchange property: where a list came from, for logs and reports. */
  public static final String LIST_LOCATION = "CamelOcspListLocation";

  /** Message header: the types of answer that a publisher takes; optional. */
  public static final String ACCEPT = "Accept";

  /** Message header: the client's IP address, as text; optional. */
  public static final String CLIENT_ADDRESS = "CamelOcspClientAddress";

  /** Message header: the client's If-None-Match field; optional. */
  public static final String IF_NONE_MATCH = "If-None-Match";

  /** Message header: the issuer's configured name. */
  public static final String ISSUER = "CamelOcspIssuer";

  /** Message header: what a list is, e.g. {@code crl acme#1042}. */
  public static final String LIST = "CamelOcspList";

  /**
   * Message header: what became of a list: {@code accepted}, {@code unchanged}, {@code refused}.
   */
  public static final String LIST_RESULT = "CamelOcspListResult";

  /** Message header: when a list ceases to vouch, ISO 8601 in UTC; absent if never. */
  public static final String LIST_NEXT_UPDATE = "CamelOcspListNextUpdate";

  /** Message header: how many serial numbers an accepted list has. */
  public static final String LIST_ENTRIES = "CamelOcspListEntries";

  /** Message header: why a list is refused, in one word, e.g. {@code wrong_signature}. */
  public static final String LIST_REFUSAL = "CamelOcspListRefusal";

  /** Message header: serial numbers asked about, hexadecimal, separated by commas. */
  public static final String SERIALS = "CamelOcspSerials";

  /** Message header: the status of the response, e.g. {@code successful}. */
  public static final String RESPONSE_STATUS = "CamelOcspResponseStatus";

  /** Message header: how the answer came about, e.g. {@code local}. */
  public static final String VIA = "CamelOcspVia";

  /** Message header: how many billing records a message of the feed holds. */
  public static final String BILLING_RECORDS = "CamelOcspBillingRecords";

  /** Message header: the id of the first of these records. */
  public static final String BILLING_ID = "CamelOcspBillingId";

  /** Message header of error answers: by this name {@code explain --trace} says why. */
  public static final String TRACE = "OCSP-Trace";

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
