package io.camelocsp.processors;

import io.camelocsp.revocation.Acceptance;
import io.camelocsp.revocation.ListRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the publisher what became of its list: 201 accepted, 200 unchanged, 202 if it waits for
 * another one or removals are held, 422 refused, 507 if it could not be stored. A new list is
 * durable and visible by then. The text, or JSON if that is what the publisher asked for, becomes
 * the message, ready for {@code ocsp-intake}.
 */
public final class AnswerPush implements Processor {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerPush.class);

  private static final int ACCEPTED = 201;
  private static final int PENDING = 202;
  private static final int UNCHANGED = 200;
  private static final int REFUSED = 422;
  private static final int NOT_STORED = 507;
  private static final Duration LATER = Duration.ofMinutes(1);
  private static final String RETRY_AFTER = "Retry-After";

  private final SeldomEach seldom = new SeldomEach();

  @Override
  public void process(Exchange exchange) throws Exception {
    String accept = exchange.getMessage().getHeader(OcspExchange.ACCEPT, String.class);
    PushAnswer answer = answer(exchange);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    boolean json = PushAnswer.wantsJson(accept);
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
    message.setHeader(Exchange.CONTENT_TYPE, json ? PushAnswer.JSON : PushAnswer.TEXT);
    if (answer.retryAfter() != null) {
      message.setHeader(RETRY_AFTER, answer.retryAfter().toSeconds());
    }
    message.setBody(json ? answer.json() : answer.text());
  }

  private PushAnswer answer(Exchange exchange) throws Exception {
    Object from = exchange.getProperty(OcspExchange.LIST_LOCATION);
    Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (caught == null) {
      PushAnswer taken = taken(exchange.getProperty(AcceptList.ACCEPTANCE, Acceptance.class));
      LOG.info("{}; {}", taken.text().strip(), from);
      return taken;
    }
    if (caught instanceof ListRefusedException refusal) {
      if (seldom.due(exchange.getProperty(OcspExchange.LIST_SOURCE) + refusal.whatIsWrong())) {
        LOG.warn(
            "A list is refused: {}. {}. {}; {}",
            refusal.whatIsWrong(),
            refusal.effect(),
            refusal.whatToDo(),
            from);
      }
      return refused(refusal);
    }
    if (caught instanceof IOException io) {
      LOG.error(
          "A list cannot be stored: {}. Its publisher is told to try again; {}", caught, from);
      return notStored(io);
    }
    throw caught;
  }

  private static PushAnswer taken(Acceptance acceptance) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("issuer", acceptance.issuer().name());
    members.put("list", acceptance.description());
    String until = "";
    if (acceptance.nextUpdate() != null) {
      members.put("nextUpdate", acceptance.nextUpdate());
      until = ", valid until " + acceptance.nextUpdate();
    }
    if (acceptance instanceof Acceptance.Waiting waiting) {
      members.put("waitsFor", waiting.forWhat());
      return PushAnswer.taken(
          PENDING,
          "waiting",
          waiting.description() + " is kept, but not used yet: it waits for " + waiting.forWhat(),
          members);
    }
    if (acceptance instanceof Acceptance.Accepted accepted) {
      return accepted(accepted, until, members);
    }
    return PushAnswer.taken(
        UNCHANGED, "unchanged", acceptance.description() + " is unchanged" + until, members);
  }

  private static PushAnswer accepted(
      Acceptance.Accepted accepted, String until, Map<String, Object> members) {
    members.put("entries", accepted.entries());
    members.put("heldRemovals", accepted.heldRemovals());
    String visible =
        accepted.description() + " is visible: " + accepted.entries() + " entries" + until;
    if (accepted.heldRemovals() == 0) {
      return PushAnswer.taken(ACCEPTED, "accepted", visible, members);
    }
    return PushAnswer.taken(
        PENDING,
        "held",
        visible
            + "; "
            + accepted.heldRemovals()
            + " entries that vanished stay revoked until an operator accepts their removal",
        members);
  }

  private static PushAnswer refused(ListRefusedException refusal) {
    return PushAnswer.refused(
        REFUSED,
        refusal.reason().name().toLowerCase(Locale.ROOT),
        refusal.whatIsWrong(),
        refusal.effect(),
        refusal.whatToDo());
  }

  private static PushAnswer notStored(IOException cause) {
    return PushAnswer.refused(
            NOT_STORED,
            "cannot_store",
            "the list cannot be stored: " + cause.getMessage(),
            "what is in use stays in use",
            "make room in ocsp.data.directory, or give camel-ocsp the right to write there; then"
                + " push the list again")
        .after(LATER);
  }
}
