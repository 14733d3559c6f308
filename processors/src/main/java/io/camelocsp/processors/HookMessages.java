package io.camelocsp.processors;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.message.CertId;
import io.camelocsp.message.OcspRequest;
import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.ListRefusedException;
import io.camelocsp.workflow.Answer;
import io.camelocsp.workflow.Transaction;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * Makes the messages that the application's own endpoints get: a body that any endpoint can carry,
 * DER or text, and headers that say what it is about, named in {@link OcspExchange}. Each of these
 * is a step of a route that works on a copy of the exchange, so the one that goes on sees nothing
 * of it.
 */
public final class HookMessages {
  private HookMessages() {}

  /** A decoded request that has no answer yet: its DER. */
  public static void request(Exchange exchange) {
    Transaction transaction = OcspExchange.transaction(exchange);
    Message message = clear(exchange);
    message.setBody(transaction.decodedRequest().der());
    describe(transaction, message);
  }

  /** An answer: its DER; empty if the client's copy is confirmed. */
  public static void answer(Exchange exchange) {
    Transaction transaction = OcspExchange.transaction(exchange);
    Message message = clear(exchange);
    Answer answer = transaction.answer();
    if (answer == null) {
      throw new IllegalStateException("no step answered the request");
    }
    message.setBody(answer.der());
    describe(transaction, message);
    message.setHeader(OcspExchange.RESPONSE_STATUS, answer.status().label());
    message.setHeader(OcspExchange.VIA, answer.via().label());
  }

  /** A list that was taken in: a line that says so. */
  public static void list(Exchange exchange) {
    Acceptance acceptance = exchange.getProperty(AcceptList.ACCEPTANCE, Acceptance.class);
    String file = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    Message message = clear(exchange);
    setFileName(message, file);
    describeList(acceptance, message);
  }

  /** Puts a line that says what became of a list, and its headers, into a message. */
  static void describeList(Acceptance acceptance, Message message) {
    message.setHeader(OcspExchange.ISSUER, acceptance.issuer().name());
    message.setHeader(OcspExchange.LIST, acceptance.description());
    String until = "";
    if (acceptance.nextUpdate() != null) {
      message.setHeader(OcspExchange.LIST_NEXT_UPDATE, acceptance.nextUpdate().toString());
      until = ", valid until " + acceptance.nextUpdate();
    }
    if (acceptance instanceof Acceptance.Accepted accepted) {
      message.setHeader(OcspExchange.LIST_RESULT, "accepted");
      message.setHeader(OcspExchange.LIST_ENTRIES, accepted.entries());
      message.setBody(
          acceptance.description() + " is visible: " + accepted.entries() + " entries" + until);
    } else if (acceptance instanceof Acceptance.Waiting waiting) {
      message.setHeader(OcspExchange.LIST_RESULT, "waiting");
      message.setBody(
          acceptance.description() + " is kept and waits for " + waiting.forWhat() + until);
    } else {
      message.setHeader(OcspExchange.LIST_RESULT, "unchanged");
      message.setBody(acceptance.description() + " is unchanged" + until);
    }
  }

  /** A list that was refused: the text of its {@code .reason.txt}. */
  public static void refusal(Exchange exchange) {
    ListRefusedException refusal =
        exchange.getProperty(Exchange.EXCEPTION_CAUGHT, ListRefusedException.class);
    String file = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
    Message message = clear(exchange);
    setFileName(message, file);
    message.setHeader(OcspExchange.LIST_RESULT, "refused");
    message.setHeader(OcspExchange.LIST_REFUSAL, refusal.reason().name().toLowerCase(Locale.ROOT));
    message.setBody(refusal.reasonText());
  }

  /** A billing record: the JSON object that the journal has. */
  public static void billing(Exchange exchange) {
    BillingRecord billingRecord = exchange.getMessage().getBody(BillingRecord.class);
    Message message = clear(exchange);
    message.setHeader(OcspExchange.RESPONDER, billingRecord.responder());
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    message.setBody(billingRecord.toJson());
  }

  private static Message clear(Exchange exchange) {
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    return message;
  }

  private static void setFileName(Message message, @Nullable String file) {
    if (file != null) {
      message.setHeader(Exchange.FILE_NAME, file);
    }
  }

  private static void describe(Transaction transaction, Message message) {
    message.setHeader(OcspExchange.RESPONDER, transaction.responder().name());
    if (transaction.clientAddress() != null) {
      message.setHeader(OcspExchange.CLIENT_ADDRESS, transaction.clientAddress());
    }
    OcspRequest request = transaction.request();
    if (request != null) {
      message.setHeader(
          OcspExchange.SERIALS,
          request.certIds().stream()
              .map(CertId::serial)
              .map(serial -> serial.toHex())
              .collect(Collectors.joining(",")));
    }
  }
}
