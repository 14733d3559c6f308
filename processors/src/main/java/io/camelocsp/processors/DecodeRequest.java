package io.camelocsp.processors;

import io.camelocsp.message.GetPath;
import io.camelocsp.message.OcspFailure;
import io.camelocsp.message.RequestDecoder;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.workflow.Installation;
import io.camelocsp.workflow.Responder;
import io.camelocsp.workflow.Transaction;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.RuntimeCamelException;

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
            message.getHeader(OcspExchange.CLIENT_ADDRESS, String.class));
    exchange.setProperty(OcspExchange.TRANSACTION, transaction);
    transaction.setRequest(new RequestDecoder(responder.limits()).decode(der(message, responder)));
  }

  private static byte[] der(Message message, Responder responder) {
    Object method = message.getHeader(Exchange.HTTP_METHOD);
    if (method != null && !"POST".equals(method.toString())) {
      return GetPath.toDer(message.getHeader(Exchange.HTTP_PATH, "", String.class));
    }
    Object body = message.getBody();
    int most = responder.limits().maxOctets();
    byte[] der = body instanceof byte[] octets ? octets : read(message, most);
    if (der.length == 0) {
      throw new OcspFailure(ResponseStatus.MALFORMED_REQUEST, "an empty body");
    }
    if (der.length > most) {
      throw new OcspFailure(
          ResponseStatus.MALFORMED_REQUEST, "a body of more than " + most + " octets");
    }
    return der;
  }

  /** Other endpoints than our HTTP edge bring files and streams, of any length. */
  private static byte[] read(Message message, int most) {
    try (InputStream stream = message.getBody(InputStream.class)) {
      return stream == null ? new byte[0] : stream.readNBytes(most + 1);
    } catch (IOException | RuntimeCamelException e) { // what cannot be converted is the latter
      throw new OcspFailure(
          ResponseStatus.MALFORMED_REQUEST, "a body that cannot be read: " + e.getMessage());
    }
  }
}
