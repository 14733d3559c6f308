package io.camelocsp.http.intake;

import io.camelocsp.http.intake.Judgement.Welcome;
import io.camelocsp.processors.OcspExchange;
import java.io.File;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.jspecify.annotations.Nullable;

/** Gives pushed lists to a route, and what the route says of them back to their publishers. */
final class IntakeConsumer extends DefaultConsumer {
  private static final String RETRY_AFTER = "Retry-After";
  private static final int OK = 200;

  private final String lists;
  private final IntakeServer server;

  IntakeConsumer(IntakeEndpoint endpoint, Processor processor, IntakeServer server) {
    super(endpoint, processor);
    this.lists = endpoint.lists();
    this.server = server;
  }

  /** Whether the route takes lists: not while it is suspended or being shut down. */
  boolean isOpen() {
    return isRunAllowed() && !isSuspended();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    server.add(lists, this);
  }

  @Override
  protected void doStop() throws Exception {
    server.remove(lists, this);
    super.doStop();
  }

  /** Takes a list through the route. Blocks as long as the route does. */
  void take(Delivery delivery, Consumer<Reply> answer) {
    Exchange exchange = createExchange(false);
    try {
      fill(exchange, delivery);
      getAsyncProcessor()
          .process(
              exchange,
              doneSync -> {
                delivery.upload().close();
                answer.accept(reply(exchange, delivery.welcome().accept()));
                releaseExchange(exchange, false);
              });
    } catch (IOException | RuntimeException e) {
      delivery.upload().close();
      server.log().note(IntakeEvent.FAILURE, delivery.origin(), e);
      answer.accept(Reply.of(Refusals.failure(), delivery.welcome().accept()));
    }
  }

  private static void fill(Exchange exchange, Delivery delivery) throws IOException {
    Welcome welcome = delivery.welcome();
    exchange.setProperty(OcspExchange.LIST_SOURCE, welcome.lists());
    exchange.setProperty(OcspExchange.LIST_LOCATION, delivery.origin());
    Message message = exchange.getMessage();
    message.setBody(delivery.upload().finish().toFile(), File.class);
    message.setHeader(OcspExchange.CLIENT_ADDRESS, delivery.address());
    if (welcome.accept() != null) {
      message.setHeader(OcspExchange.ACCEPT, welcome.accept());
    }
  }

  private Reply reply(Exchange exchange, @Nullable String accept) {
    Exception failure = exchange.getException();
    if (failure != null) {
      server.log().note(IntakeEvent.FAILURE, lists, failure);
      return Reply.of(Refusals.failure(), accept);
    }
    Message message = exchange.getMessage();
    Map<String, String> fields = new HashMap<>();
    for (String name : new String[] {Exchange.CONTENT_TYPE, RETRY_AFTER}) {
      String value = message.getHeader(name, String.class);
      if (value != null) {
        fields.put(name, value);
      }
    }
    int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, OK, Integer.class);
    String body = message.getBody() instanceof String text ? text : "";
    return new Reply(status, body, fields);
  }
}
