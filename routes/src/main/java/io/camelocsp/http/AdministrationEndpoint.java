package io.camelocsp.http;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The administration listener. */
final class AdministrationEndpoint extends DefaultEndpoint {
  private final AdministrationServer server;

  AdministrationEndpoint(
      String uri, AdministrationComponent component, AdministrationServer server) {
    super(uri, component);
    this.server = server;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    AdministrationConsumer consumer = new AdministrationConsumer(this, processor, server);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("this is where administrators ask, not whom to ask");
  }
}
