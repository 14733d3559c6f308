package io.camelocsp.administration;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;

/** Answers with what a {@link Resource} shows. */
public final class ShowResource implements Processor {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final Resource resource;

  public ShowResource(Resource resource) {
    this.resource = resource;
  }

  /** Whether this resource is asked for. */
  public Predicate isAsked() {
    return exchange ->
        resource.path().equals(exchange.getMessage().getHeader(Exchange.HTTP_PATH, String.class));
  }

  /** A name for it that an id may have: {@code health-ready}, {@code index} for the root. */
  public String id() {
    String name = resource.path().substring(1).replaceAll("[^a-z0-9]+", "-");
    return name.isEmpty() ? "index" : name;
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    Query query;
    try {
      query = Query.of(message.getHeader(Exchange.HTTP_QUERY, "", String.class));
    } catch (IllegalArgumentException e) {
      write(Reply.text(BAD_REQUEST, "The query of the URL cannot be read.\n"), message);
      return;
    }
    write(resource.get(query), message);
  }

  /** Answers that there is nothing at this path. */
  public static void nothing(Exchange exchange) {
    write(Reply.text(NOT_FOUND, "There is nothing here.\n"), exchange.getMessage());
  }

  private static void write(Reply reply, Message message) {
    message.removeHeaders("*");
    message.setBody(reply.body());
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, reply.status());
    message.setHeader(Exchange.CONTENT_TYPE, reply.contentType());
  }
}
