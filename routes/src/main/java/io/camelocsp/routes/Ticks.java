package io.camelocsp.routes;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.ScheduledPollConsumer;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Sends an empty message every so often: {@code from("ocsp-tick:NAME?initialDelay=0&delay=1000")},
 * with the options of any polling endpoint. Camel's {@code timer:} waits by the machine's clock
 * ({@link java.util.Timer}): when that is set back by an hour, it stands still for an hour, just
 * when lists go on to end. This goes by the monotonic clock.
 */
final class Ticks extends DefaultComponent {
  static final String SCHEME = "ocsp-tick";

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    return new Tick(uri, this);
  }

  /** One of them. */
  private static final class Tick extends ScheduledPollEndpoint {
    Tick(String uri, Ticks component) {
      super(uri, component);
    }

    @Override
    public Producer createProducer() {
      throw new UnsupportedOperationException("nothing can be sent to " + getEndpointUri());
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
      Ticking consumer = new Ticking(this, processor);
      configureConsumer(consumer);
      return consumer;
    }
  }

  private static final class Ticking extends ScheduledPollConsumer {
    Ticking(Tick endpoint, Processor processor) {
      super(endpoint, processor);
    }

    @Override
    protected int poll() throws Exception {
      Exchange exchange = createExchange(false);
      try {
        getProcessor().process(exchange);
        Exception failure = exchange.getException();
        if (failure != null) {
          getExceptionHandler().handleException("A tick failed", exchange, failure);
        }
        return 1;
      } finally {
        releaseExchange(exchange, false);
      }
    }
  }
}
