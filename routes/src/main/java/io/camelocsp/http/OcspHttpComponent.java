package io.camelocsp.http;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.component.netty.http.HttpServerBootstrapFactory;
import org.apache.camel.component.netty.http.NettyHttpComponent;
import org.apache.camel.component.netty.http.NettyHttpConfiguration;
import org.apache.camel.component.netty.http.NettyHttpConsumer;
import org.apache.camel.component.netty.http.NettyHttpEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;

/**
 * netty-http with an edge made for OCSP: {@code from("ocsp-http:http://127.0.0.1:8080/ocsp")}.
 *
 * <p>The routes of one host and port share a listener. Its limits are given on purpose, with {@link
 * #addListener}, before the first of its routes starts (a listener nobody described has the
 * defaults), not by whichever route happens to start first. What a message of such a route holds is
 * said at {@link OcspHttpBinding}.
 *
 * <p>Different from netty-http: the pipeline of a connection ({@link ListenerPipeline}), the choice
 * of the responder ({@link ResponderTable}), the binding. Request steps run on the event loop, so
 * they must not block. Of netty-http's options those of the server socket work ({@code backlog},
 * {@code bossCount}, {@code keepAlive}, {@code nativeTransport}, {@code reuseAddress}, {@code
 * tcpNoDelay}, {@code workerCount}), and must be the same for all routes of a listener; any other
 * option is refused, and so is HTTPS. An option of our own, {@code maxBody}, is each route's own:
 * it cuts the listener's limit for this route.
 */
public final class OcspHttpComponent extends NettyHttpComponent {
  /** The scheme this component is meant to be registered under. */
  public static final String SCHEME = "ocsp-http";

  /** The option of an endpoint for the largest request body, in bytes, that its route is given. */
  static final String MAX_BODY = "maxBody";

  private static final int BACKLOG = 1024;

  /** A limit of netty-http's that is silently not applied would be worse than one refused. */
  private static final Set<String> OPTIONS =
      new TreeSet<>(
          Set.of(
              "backlog",
              "bossCount",
              "keepAlive",
              "nativeTransport",
              "reuseAddress",
              "tcpNoDelay",
              "workerCount"));

  private final Answers answers;
  private final Map<String, EdgeSettings> settings = new ConcurrentHashMap<>();
  private final Map<String, ListenerServer> servers = new ConcurrentHashMap<>();
  private final Map<String, Listener> listeners = new ConcurrentHashMap<>();

  /**
   * @param clock what the Date of answers comes from
   */
  public OcspHttpComponent(InstantSource clock) {
    this.answers = new Answers(clock);
    setMuteException(true);
    NettyHttpConfiguration defaults = getConfiguration();
    defaults.setUsingExecutorService(false);
    defaults.setMatchOnUriPrefix(true);
    defaults.setMuteException(true);
    defaults.setBacklog(BACKLOG);
    defaults.setNativeTransport(NativeTransport.isAvailable());
  }

  /**
   * Describes a listener.
   *
   * @throws IllegalStateException if that host and port is described already, or in use
   */
  public void addListener(EdgeSettings listener) {
    if (listeners.containsKey(listener.key())
        || settings.putIfAbsent(listener.key(), listener) != null) {
      throw new IllegalStateException("The listener " + listener.key() + " is there already");
    }
  }

  /** What happened at a listener, if there is one at that host and port. */
  public Optional<EdgeCounters> counters(String host, int port) {
    return Optional.ofNullable(listeners.get(EdgeSettings.key(host, port))).map(Listener::counters);
  }

  @Override
  protected Endpoint createEndpoint(
      String uri, @Nullable String remaining, Map<String, Object> parameters) throws Exception {
    if (remaining == null || !remaining.startsWith("http://")) {
      throw new IllegalArgumentException(
          "An " + SCHEME + " endpoint is " + SCHEME + ":http://HOST:PORT/PATH, not " + uri);
    }
    Integer maxBody = getAndRemoveParameter(parameters, MAX_BODY, Integer.class);
    for (String option : parameters.keySet()) {
      if (!OPTIONS.contains(option)) {
        throw new IllegalArgumentException(
            "An " + SCHEME + " endpoint has no option '" + option + "', only " + OPTIONS);
      }
    }
    Endpoint endpoint = super.createEndpoint(uri, remaining, parameters);
    // the place netty-http has for such a limit; nothing else reads it here
    NettyHttpConfiguration configuration = ((NettyHttpEndpoint) endpoint).getConfiguration();
    configuration.setChunkedMaxContentLength(maxBody == null ? Integer.MAX_VALUE : maxBody);
    return endpoint;
  }

  @Override
  protected HttpServerBootstrapFactory getOrCreateHttpNettyServerBootstrapFactory(
      NettyHttpConsumer consumer) {
    NettyHttpConfiguration configuration = consumer.getConfiguration();
    String key = EdgeSettings.key(configuration.getHost(), configuration.getPort());
    return servers.computeIfAbsent(key, k -> newServer(k, configuration));
  }

  private ListenerServer newServer(String key, NettyHttpConfiguration configuration) {
    EdgeSettings described =
        settings.computeIfAbsent(
            key, k -> EdgeSettings.of(configuration.getHost(), configuration.getPort()));
    Listener listener = new Listener(described, answers);
    listeners.put(key, listener);
    ListenerServer server = new ListenerServer(listener);
    server.init(getCamelContext(), configuration, new ListenerPipeline(listener));
    return server;
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    ServiceHelper.stopService(servers.values());
    servers.clear();
    listeners.clear();
  }
}
