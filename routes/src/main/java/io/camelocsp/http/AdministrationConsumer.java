package io.camelocsp.http;

import io.camelocsp.processors.Seldom;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives what administrators ask for to a route, and its answers back. */
final class AdministrationConsumer extends DefaultConsumer {
  private static final Logger LOG = LoggerFactory.getLogger(AdministrationConsumer.class);
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int OK = 200;
  private static final byte[] NOTHING = {};

  private final AdministrationServer server;
  private final Seldom seldom = new Seldom(Duration.ofMinutes(1), System::nanoTime);

  AdministrationConsumer(
      AdministrationEndpoint endpoint, Processor processor, AdministrationServer server) {
    super(endpoint, processor);
    this.server = server;
  }

  /** Whether the route takes requests: not while it is suspended or being shut down. */
  boolean isOpen() {
    return isRunAllowed() && !isSuspended();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    server.open(this);
  }

  @Override
  protected void doStop() throws Exception {
    server.close();
    super.doStop();
  }

  /** Takes a request through the route. Blocks as long as the route does. */
  void take(AdministrationCall call, Consumer<FullHttpResponse> answer) {
    Exchange exchange = createExchange(false);
    Message message = exchange.getMessage();
    message.setHeader(Exchange.HTTP_METHOD, call.method());
    message.setHeader(Exchange.HTTP_PATH, call.path());
    message.setHeader(Exchange.HTTP_QUERY, call.query());
    getAsyncProcessor()
        .process(
            exchange,
            doneSync -> {
              answer.accept(answer(exchange, call.framing()));
              releaseExchange(exchange, false);
            });
  }

  private FullHttpResponse answer(Exchange exchange, Framing framing) {
    if (exchange.getException() != null) {
      return failed(exchange.getException(), framing);
    }
    try {
      Message message = exchange.getMessage();
      int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, OK, Integer.class);
      String type = message.getHeader(Exchange.CONTENT_TYPE, TEXT, String.class);
      return Answers.uncached(
          server
              .listener()
              .answers()
              .frame(HttpResponseStatus.valueOf(status), body(message), framing),
          type);
    } catch (RuntimeException e) {
      return failed(e, framing);
    }
  }

  private static byte[] body(Message message) {
    if (message.getBody() instanceof byte[] octets) {
      return octets;
    }
    return message.getBody() instanceof String text
        ? text.getBytes(StandardCharsets.UTF_8)
        : NOTHING;
  }

  private FullHttpResponse failed(Exception cause, Framing framing) {
    if (seldom.due()) {
      LOG.error(
          "The administration listener cannot answer; the client got 500. This is a defect: please"
              + " report it with this trace. It is said once a minute at most",
          cause);
    }
    return server.listener().answers().refusal(HttpResponseStatus.INTERNAL_SERVER_ERROR, framing);
  }
}
