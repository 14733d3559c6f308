package io.camelocsp.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.component.netty.http.HttpServerConsumerChannelFactory;
import org.apache.camel.component.netty.http.NettyHttpConsumer;
import org.jspecify.annotations.Nullable;

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
  private final AtomicInteger open = new AtomicInteger();
  private final Map<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();
  private final ChannelGroup connections =
      new DefaultChannelGroup("ocsp-http", ImmediateEventExecutor.INSTANCE);
  private volatile boolean draining;

  Listener(EdgeSettings settings, Answers answers) {
    this.settings = settings;
    this.shortestTimeoutNanos = settings.timeouts().shortestNanos();
    this.answers = answers;
    this.binding = new OcspHttpBinding(answers);
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

  ResponderTable responders() {
    return responders;
  }

  EdgeCounters counters() {
    return counters;
  }

  /** Whether a connection may stay; if so, {@link #left} must follow once. */
  boolean admit(Channel connection, @Nullable InetAddress client) {
    if (draining || !count(client)) {
      counters.refused.increment();
      return false;
    }
    counters.accepted.increment();
    connections.add(connection);
    if (draining) {
      finish(connection); // drain() may have looked before this one was in the group
    }
    return true;
  }

  private boolean count(@Nullable InetAddress client) {
    if (open.incrementAndGet() > settings.limits().maxConnections()) {
      open.decrementAndGet();
      return false;
    }
    int cap = settings.limits().maxConnectionsPerAddress();
    if (cap > 0 && client != null && openByAddress.merge(client, 1, Integer::sum) > cap) {
      uncount(client);
      return false;
    }
    return true;
  }

  private void uncount(@Nullable InetAddress client) {
    open.decrementAndGet();
    if (settings.limits().maxConnectionsPerAddress() > 0 && client != null) {
      openByAddress.computeIfPresent(client, (address, n) -> n == 1 ? null : n - 1);
    }
  }

  /** A connection that was admitted is gone. */
  void left(@Nullable InetAddress client) {
    counters.closed.increment();
    uncount(client);
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
    responders.add(new ResponderHandler(consumer, binding));
  }

  @Override
  public void removeConsumer(NettyHttpConsumer consumer) {
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
