package io.camelocsp.processors;

import io.camelocsp.message.GetPath;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.RequestDecoder;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.Responder;
import io.camelocsp.workflow.Transaction;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;

/**
 * Begins a transaction and decodes the request: DER from the body, or from the path of an HTTP GET
 * (RFC 6960 A.1). A request that is not one is {@code malformedRequest}.
 */
public final class DecodeRequest implements Processor {
  private final Supplier<Installation> installation;
  private final InstantSource clock;

  /**
   * @param installation read once per request
   * @param clock the wall clock
   */
  public DecodeRequest(Supplier<Installation> installation, InstantSource clock) {
    this.installation = installation;
    this.clock = clock;
  }

  @Override
  public void process(Exchange exchange) {
    Message message = exchange.getMessage();
    Installation current = installation.get();
    String name = exchange.getProperty(OcspExchange.RESPONDER, String.class);
    Responder responder = current.responder(name);
    Transaction transaction =
        new Transaction(
            current,
            responder,
            clock.instant(),
            System.nanoTime(),
            (String) message.getHeader(OcspExchange.CLIENT_ADDRESS));
    exchange.setProperty(OcspExchange.TRANSACTION, transaction);
    transaction.setRequest(new RequestDecoder(responder.limits()).decode(der(message)));
  }

  private static byte[] der(Message message) {
    Object method = message.getHeader(Exchange.HTTP_METHOD);
    if (method != null && !"POST".equals(method.toString())) {
      return GetPath.toDer(message.getHeader(Exchange.HTTP_PATH, "", String.class));
    }
    byte[] body = message.getBody(byte[].class);
    if (body == null) {
      throw new OcspFailure(ResponseStatus.MALFORMED_REQUEST, "an empty body");
    }
    return body;
  }
}
