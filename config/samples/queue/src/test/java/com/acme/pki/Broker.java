package com.acme.pki;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.time.Duration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** An Artemis broker in this JVM, and a client of it. */
final class Broker implements AutoCloseable {
  static final String URL = "vm://0";

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
  private final ActiveMQConnectionFactory factory;
  private final JMSContext session;

  Broker() throws Exception {
    server.setConfiguration(
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .addAcceptorConfiguration("in-vm", URL));
    server.start();
    factory = new ActiveMQConnectionFactory(URL);
    session = factory.createContext();
  }

  void send(String queue, byte[] body) {
    session.createProducer().send(session.createQueue(queue), body);
  }

  /** Sends a request and waits for its reply. */
  byte[] request(String queue, byte[] body) throws JMSException {
    Queue replies = session.createTemporaryQueue();
    BytesMessage request = session.createBytesMessage();
    request.writeBytes(body);
    request.setJMSReplyTo(replies);
    session.createProducer().send(session.createQueue(queue), request);
    return receive(replies).getBody(byte[].class);
  }

  Message receive(String queue) {
    return receive(session.createQueue(queue));
  }

  private Message receive(Queue queue) {
    try (JMSConsumer consumer = session.createConsumer(queue)) {
      Message message = consumer.receive(PATIENCE.toMillis());
      if (message == null) {
        throw new IllegalStateException("nothing came to " + queue + " within " + PATIENCE);
      }
      return message;
    }
  }

  @Override
  public void close() throws Exception {
    session.close();
    factory.close();
    server.stop();
  }
}
