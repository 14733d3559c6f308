package io.camelocsp.http;

import static io.camelocsp.http.TestServer.get;
import static io.camelocsp.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.camelocsp.testkit.HttpConnection;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.Suspendable;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Opening and closing listeners. */
class ListenerLifecycleTest {
  private static final byte[] LOOPBACK_6 = new byte[16];

  static {
    LOOPBACK_6[15] = 1;
  }

  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void freesThePortWhenItsLastRouteStops() throws Exception {
    server.route("/a").route("/b");
    try (HttpConnection idle = server.connect()) {
      idle.send(get("/a/x"));
      assertThat(idle.read(false).status()).isEqualTo(200);
      server.context.getRouteController().stopRoute("r/a");
      assertThat(server.ask(get("/a/x")).status()).isEqualTo(404);
      assertThat(server.ask(get("/b/x")).status()).isEqualTo(200);
      long begin = System.nanoTime();
      server.context.getRouteController().stopRoute("r/b");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
      assertThat(idle.closedByServer()).isTrue();
    }
    try (ServerSocket again =
        new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void opensAgainWhenARouteStartsAgain() throws Exception {
    server.route("/a");
    for (int i = 0; i < 3; i++) {
      server.context.getRouteController().stopRoute("r/a");
      server.context.getRouteController().startRoute("r/a");
      assertThat(server.ask(get("/a/x")).status()).isEqualTo(200);
    }
    assertThat(server.counters().accepted()).isEqualTo(3);
  }

  @Test
  void answersWhatIsBeingAnsweredBeforeItCloses() throws Exception {
    server.route("/a");
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/a/held"));
      await().until(() -> server.held.size() == 1);
      Thread stopping = new Thread(server::close);
      stopping.start();
      await()
          .until(
              () -> {
                HttpConnection.Response meanwhile = server.ask(get("/a/other"));
                return meanwhile.body().length == 5 && meanwhile.body()[4] == 3; // tryLater
              });
      server.answerHeld();
      assertThat(text(connection.read(false))).startsWith("/a GET /held ");
      stopping.join();
    }
  }

  @Test
  void tellsNobodyThatAResponderIsMissingWhileTheContextStops() throws Exception {
    SlowToStop between = new SlowToStop(server.context);
    server.route("/stops-last");
    server.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(between).routeId("between").log("never called");
          }
        });
    server.route("/stops-first");
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/stops-first/x"));
      assertThat(connection.read(false).status()).isEqualTo(200);
      Thread stopping = new Thread(server::close);
      stopping.start();
      between.stops.await();

      connection.send(get("/stops-first/x"));
      HttpConnection.Response answer = connection.read(false);
      between.goOn.countDown();
      stopping.join();

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).as("tryLater").hasSize(5).endsWith(3);
      assertThat(connection.closedByServer()).isTrue();
    }
  }

  /** A route whose consumer takes its time to stop, after those of routes that started later. */
  private static final class SlowToStop extends DefaultEndpoint {
    final CountDownLatch stops = new CountDownLatch(1);
    final CountDownLatch goOn = new CountDownLatch(1);

    SlowToStop(CamelContext context) throws Exception {
      super(
          "slow:to-stop",
          new DefaultComponent(context) {
            @Override
            protected Endpoint createEndpoint(
                String uri, String rest, Map<String, Object> options) {
              throw new UnsupportedOperationException("there is one");
            }
          });
      getCamelContext().addEndpoint(getEndpointUri(), this);
    }

    @Override
    public Producer createProducer() {
      throw new UnsupportedOperationException("nothing goes there");
    }

    @Override
    public Consumer createConsumer(Processor processor) {
      return new SlowConsumer(processor);
    }

    private final class SlowConsumer extends DefaultConsumer implements Suspendable {
      SlowConsumer(Processor processor) {
        super(SlowToStop.this, processor);
      }

      @Override
      protected void doStop() throws Exception {
        stops.countDown();
        goOn.await();
        super.doStop();
      }
    }
  }

  @Test
  void leavesNoThreadsBehind() throws Exception {
    Set<Thread> before = nettyThreads();
    server.route("/a");
    assertThat(server.ask(get("/a/x")).status()).isEqualTo(200);
    Set<Thread> own = nettyThreads();
    own.removeAll(before);
    assertThat(own).isNotEmpty();
    server.close();
    await().atMost(Duration.ofSeconds(20)).until(() -> own.stream().noneMatch(Thread::isAlive));
  }

  private static Set<Thread> nettyThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().contains("NettyServerTCP"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void saysThatThePortIsBusyAndStartsOnceItIsNot() throws Exception {
    ServerSocket other = new ServerSocket(server.port(), 1, InetAddress.getLoopbackAddress());
    try (other) {
      assertThatThrownBy(() -> server.route("/a")).hasRootCauseInstanceOf(BindException.class);
    }
    server.context.getRouteController().startRoute("r/a");
    assertThat(server.ask(get("/a/x")).status()).isEqualTo(200);
  }

  @Test
  void servesWithoutTheNativeTransport() throws Exception {
    String uri = EdgeSettings.of("127.0.0.1", server.port()).endpointUri("/nio");
    server.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri + "?nativeTransport=false&workerCount=1").process(server.new Telling("nio"));
          }
        });
    try (HttpConnection connection = server.connect()) {
      connection.send(get("/nio/held") + get("/nio/fast"));
      connection.shutdownOutput();
      await().until(() -> server.held.size() == 1);
      server.answerHeld();
      assertThat(text(connection.read(false))).startsWith("nio GET /held ");
      assertThat(text(connection.read(false))).startsWith("nio GET /fast ");
      assertThat(connection.closedByServer()).isTrue();
    }
    try (HttpConnection connection = server.connect()) {
      connection.send("POST /nio HTTP/1.1\r\nHost: t\r\nContent-Length: 2000000\r\n\r\n");
      connection.send(new byte[2_000_000]);
      assertThat(connection.read(false).status()).isEqualTo(413);
      assertThat(connection.closedByServer()).isTrue();
    }
    await().until(() -> server.counters().open() == 0);
  }

  @Test
  void bindsIpv6() throws Exception {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK_6), 0));
    } catch (IOException e) {
      Assumptions.abort("no IPv6 here");
    }
    server.route("[::1]", "/six", "six", server.new Telling("six"));
    try (Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK_6), server.port())) {
      socket.getOutputStream().write(get("/six/x").getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().readNBytes(12))
          .asString(StandardCharsets.US_ASCII)
          .isEqualTo("HTTP/1.1 200");
    }
    assertThat(server.component.counters("[::1]", server.port())).isPresent();
  }

  @Test
  void describesAListenerOnce() throws Exception {
    assertThatThrownBy(
            () -> server.component.addListener(EdgeSettings.of("127.0.0.1", server.port())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesWhatItDoesNotServe() {
    assertThatThrownBy(() -> server.context.getEndpoint("ocsp-http:https://127.0.0.1:8443/"))
        .hasStackTraceContaining("ocsp-http:http://HOST:PORT/PATH");
    assertThatThrownBy(
            () -> server.context.getEndpoint("ocsp-http:http://127.0.0.1:8443/?maxHeaderSize=100"))
        .hasStackTraceContaining("has no option 'maxHeaderSize'");
  }
}
