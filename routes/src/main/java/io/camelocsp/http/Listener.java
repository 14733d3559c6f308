package io.camelocsp.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.component.netty.http.HttpServerConsumerChannelFactory;
import org.apache.camel.component.netty.http.NettyHttpConsumer;

/**
 * One address and port: its responders, its open connections and their caps. Outlives the server
 * socket, which is opened with the first responder and closed with the last. Thread-safe.
 */
final class Listener implements HttpServerConsumerChannelFactory {
  private static final Duration DRAIN_TIME = Duration.ofSeconds(2);

  private final EdgeSettings settings;
  private final long shortestTimeoutNanos;
  private final Answers answers;
  private final OcspHttpBinding binding;
  private final ResponderTable responders = new ResponderTable();
  private final EdgeCounters counters = new EdgeCounters();
  private final EdgeLog log;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final Map<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();
  private final ChannelGroup connections =
      new DefaultChannelGroup("ocsp-http", ImmediateEventExecutor.INSTANCE);

  /** Whether it is about to close: nobody is let in, and requests get tryLater. */
  private volatile boolean draining;

  Listener(EdgeSettings settings, Answers answers) {
    this.settings = settings;
    this.shortestTimeoutNanos = settings.timeouts().shortestNanos();
    this.answers = answers;
    this.binding = new OcspHttpBinding(answers);
    this.log = new EdgeLog(settings.key(), System::nanoTime);
  }

  EdgeSettings settings() {
    return settings;
  }

  long shortestTimeoutNanos() {
    return shortestTimeoutNanos;
  }

  Answers answers() {
    return answers;
  }

  OcspHttpBinding binding() {
    return binding;
  }

  ResponderTable responders() {
    return responders;
  }

  EdgeCounters counters() {
    return counters;
  }

  /**
   * Something happened that is counted, and said now and then.
   *
   * @param client whose doing it was
   */
  void note(EdgeEvent event, String client) {
    log.say(event, counters.count(event), client, null);
  }

  /** An exception of our own ended a connection. */
  void noteFailure(String client, Throwable cause) {
    log.say(EdgeEvent.FAILURE, counters.count(EdgeEvent.FAILURE), client, cause);
  }

  /** Whether a connection may stay; if so, {@link #left} must follow once. */
  boolean admit(Channel connection, String client) {
    if (draining) {
      return false;
    }
    if (open.incrementAndGet() > settings.limits().maxConnections()) {
      open.decrementAndGet();
      note(EdgeEvent.REFUSED, client);
      return false;
    }
    counters.accepted.increment();
    connections.add(connection);
    if (draining) {
      finish(connection); // drain() may have looked before this one was in the group
    }
    return true;
  }

  /** A connection that was admitted is gone. */
  void left() {
    counters.closed.increment();
    open.decrementAndGet();
  }

  /** Whether this client may have one more connection; if so, {@link #clientLeft} must follow. */
  boolean admitClient(InetAddress client) {
    int cap = settings.limits().maxConnectionsPerAddress();
    if (cap > 0 && openByAddress.merge(counted(client), 1, Integer::sum) > cap) {
      clientLeft(client);
      note(EdgeEvent.ADDRESS_REFUSED, client.getHostAddress());
      return false;
    }
    return true;
  }

  /** A client that was admitted has one connection less. */
  void clientLeft(InetAddress client) {
    if (settings.limits().maxConnectionsPerAddress() > 0) {
      openByAddress.computeIfPresent(counted(client), (address, n) -> n == 1 ? null : n - 1);
    }
  }

  /** How many clients have connections that count for the cap. */
  int clients() {
    return openByAddress.size();
  }

  /** One network of IPv6 has 2^64 addresses, all of them one client's. */
  private static InetAddress counted(InetAddress client) {
    if (!(client instanceof Inet6Address)) {
      return client;
    }
    byte[] network = Arrays.copyOf(Arrays.copyOf(client.getAddress(), 8), 16);
    try {
      return InetAddress.getByAddress(network);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of 16 octets", e);
    }
  }

  /** Whether a request may go into a route; if so, {@link #requestLeft} must follow once. */
  boolean admitRequest() {
    if (inFlight.incrementAndGet() > settings.limits().maxRequestsInFlight()) {
      inFlight.decrementAndGet();
      return false;
    }
    counters.requests.increment();
    return true;
  }

  /** A route is done with a request, whether its client is still there or not. */
  void requestLeft() {
    inFlight.decrementAndGet();
  }

  /** Whether its responders go, and requests are no longer looked at. */
  boolean isDraining() {
    return draining;
  }

  /** The server socket is about to be opened. */
  void opening() {
    draining = false;
  }

  /**
   * The server socket is about to be closed: what is being answered gets its answer, everything
   * else is closed now. Waits for that, two seconds at most.
   */
  void drain() {
    draining = true;
    for (Channel connection : connections) {
      finish(connection);
    }
    connections.newCloseFuture().awaitUninterruptibly(DRAIN_TIME.toMillis());
  }

  private static void finish(Channel connection) {
    ConnectionGuard guard = connection.pipeline().get(ConnectionGuard.class);
    if (guard != null) {
      connection.eventLoop().execute(guard::finish);
    }
  }

  @Override
  public void init(int port) {
    // the settings know the port
  }

  @Override
  public int getPort() {
    return settings.port();
  }

  @Override
  public void addConsumer(NettyHttpConsumer consumer) {
    responders.add(new ResponderHandler(consumer, this));
  }

  /**
   * The last responder takes the listener with it, and those of a context that stops go one after
   * the other: until the socket is closed, nobody is told that there is no such responder.
   */
  @Override
  public void removeConsumer(NettyHttpConsumer consumer) {
    CamelContext context = consumer.getEndpoint().getCamelContext();
    draining |= context.isStopping() || responders.size() == 1;
    responders.remove(consumer);
  }

  @Override
  public int consumers() {
    return responders.size();
  }

  /** Not used: {@link ListenerPipeline} makes a handler of its own for each connection. */
  @Override
  public ChannelHandler getChannelHandler() {
    throw new UnsupportedOperationException("each connection has its own handlers");
  }
}
