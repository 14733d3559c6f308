package io.camelocsp.http.intake;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The pushed lists of one configured name. */
final class IntakeEndpoint extends DefaultEndpoint {
  private final String lists;
  private final IntakeServer server;

  IntakeEndpoint(String uri, IntakeComponent component, String lists, IntakeServer server) {
    super(uri, component);
    this.lists = lists;
    this.server = server;
  }

  String lists() {
    return lists;
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    IntakeConsumer consumer = new IntakeConsumer(this, processor, server);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException("lists are pushed here, not from here");
  }
}
