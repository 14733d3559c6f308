package io.camelocsp.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.zip.CRC32;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.netty.http.NettyHttpConsumer;
import org.apache.camel.component.netty.http.NettyHttpEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.PluginHelper;

/**
 * The responders of a listener without a server socket: each answers what it was asked as method
 * and CRC of path and body, so that an answer says whether all of them arrived and is nothing the
 * client wrote. A path with {@code held} in it is answered when {@link #answerHeld} is called.
 */
final class Responders {
  private final Listener listener;
  private final Queue<AsyncCallback> held = new ArrayDeque<>();

  Responders(EdgeLimits limits, String... paths) {
    EdgeSettings settings =
        new EdgeSettings("127.0.0.1", 1, limits, EdgeTimeouts.DEFAULT, Balancers.NONE);
    listener = new Listener(settings, new Answers(() -> Instant.EPOCH));
    OcspHttpComponent component = new OcspHttpComponent(() -> Instant.EPOCH);
    DefaultCamelContext context = new DefaultCamelContext();
    context.addComponent(OcspHttpComponent.SCHEME, component);
    context.start();
    // Camel does so with its first route.
    PluginHelper.getUnitOfWorkFactory(context).afterPropertiesConfigured(context);
    for (String path : paths) {
      listener.addConsumer(consumer(context, settings.endpointUri(path)));
    }
  }

  private NettyHttpConsumer consumer(DefaultCamelContext context, String uri) {
    NettyHttpEndpoint endpoint = context.getEndpoint(uri, NettyHttpEndpoint.class);
    NettyHttpConsumer consumer =
        new NettyHttpConsumer(endpoint, new Telling(), endpoint.getConfiguration()) {
          @Override
          protected void doStart() {} // no socket
        };
    consumer.start();
    return consumer;
  }

  Listener listener() {
    return listener;
  }

  /** Answers all held requests. */
  void answerHeld() {
    for (AsyncCallback answer = held.poll(); answer != null; answer = held.poll()) {
      answer.done(false);
    }
  }

  private final class Telling extends AsyncProcessorSupport {
    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      Message message = exchange.getMessage();
      String path = message.getHeader(OcspHttpBinding.PATH, "", String.class);
      byte[] body = message.getBody() == null ? new byte[0] : (byte[]) message.getBody();
      CRC32 crc = new CRC32();
      path.chars().forEach(crc::update);
      crc.update(body);
      message.setBody(
          (message.getHeader(OcspHttpBinding.METHOD) + " " + crc.getValue())
              .getBytes(StandardCharsets.US_ASCII));
      if (!path.contains("held")) {
        callback.done(true);
        return true;
      }
      held.add(callback);
      return false;
    }
  }
}
