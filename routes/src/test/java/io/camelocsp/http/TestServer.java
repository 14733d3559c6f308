package io.camelocsp.http;

import io.camelocsp.testkit.HttpConnection;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * A Camel context with listeners whose routes answer what they were given: method, path and length
 * of the body, in one line. A path with {@code held} in it is answered by another thread once
 * {@link #answerHeld} is called.
 */
final class TestServer implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  static {
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
  }

  final DefaultCamelContext context = new DefaultCamelContext();
  final OcspHttpComponent component;
  final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
  private final int port;

  TestServer() throws Exception {
    this(InstantSource.system(), EdgeLimits.DEFAULT, EdgeTimeouts.DEFAULT);
  }

  TestServer(EdgeLimits limits, EdgeTimeouts timeouts) throws Exception {
    this(InstantSource.system(), limits, timeouts);
  }

  TestServer(InstantSource clock, EdgeLimits limits, EdgeTimeouts timeouts) throws Exception {
    this(clock, limits, timeouts, Balancers.NONE);
  }

  TestServer(EdgeLimits limits, Balancers balancers) throws Exception {
    this(limits, EdgeTimeouts.DEFAULT, balancers);
  }

  TestServer(EdgeLimits limits, EdgeTimeouts timeouts, Balancers balancers) throws Exception {
    this(InstantSource.system(), limits, timeouts, balancers);
  }

  private TestServer(
      InstantSource clock, EdgeLimits limits, EdgeTimeouts timeouts, Balancers balancers)
      throws Exception {
    port = freePort();
    component = new OcspHttpComponent(clock);
    component.addListener(new EdgeSettings("127.0.0.1", port, limits, timeouts, balancers));
    context.addComponent(OcspHttpComponent.SCHEME, component);
    context.start();
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  TestServer route(String path) throws Exception {
    return route(path, new Telling(path));
  }

  TestServer route(String path, Processor processor) throws Exception {
    return route("127.0.0.1", path, "r" + path, processor);
  }

  TestServer route(String host, String path, String id, Processor processor) throws Exception {
    return add(EdgeSettings.of(host, port).endpointUri(path), id, processor);
  }

  private TestServer add(String endpointUri, String id, Processor processor) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(endpointUri).routeId(id).process(processor);
          }
        });
    return this;
  }

  TestServer route(String path, int maxBody) throws Exception {
    return add(
        EdgeSettings.of("127.0.0.1", port).endpointUri(path, maxBody),
        "r" + path,
        new Telling(path));
  }

  int port() {
    return port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  HttpConnection connect() throws IOException {
    return new HttpConnection(uri("/"), PATIENCE);
  }

  /** Connects, sends one request, reads its answer, and asserts nothing. */
  HttpConnection.Response ask(String request) throws IOException {
    try (HttpConnection connection = connect()) {
      connection.send(request);
      return connection.read(request.startsWith("HEAD "));
    }
  }

  EdgeCounters.Snapshot counters() {
    return component.counters("127.0.0.1", port).orElseThrow().snapshot();
  }

  /** Answers the longest waiting held request. */
  void answerHeld() {
    Runnable answer = held.poll();
    if (answer == null) {
      throw new IllegalStateException("nothing is held");
    }
    answer.run();
  }

  @Override
  public void close() {
    context.stop();
  }

  static String text(HttpConnection.Response response) {
    return new String(response.body(), StandardCharsets.ISO_8859_1);
  }

  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n";
  }

  /** Tells what it was asked. */
  final class Telling extends AsyncProcessorSupport {
    private final String name;

    Telling(String name) {
      this.name = name;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      Message message = exchange.getMessage();
      String path = message.getHeader(OcspHttpBinding.PATH, "", String.class);
      byte[] body = message.getBody() == null ? new byte[0] : (byte[]) message.getBody();
      String told =
          name
              + " "
              + message.getHeader(OcspHttpBinding.METHOD)
              + " "
              + path
              + " "
              + body.length
              + " "
              + message.getHeaders().size();
      message.setBody(told.getBytes(StandardCharsets.ISO_8859_1));
      if (!path.contains("held")) {
        callback.done(true);
        return true;
      }
      held.add(() -> new Thread(() -> callback.done(false), "late").start());
      return false;
    }
  }
}
