package io.camelocsp.http;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * The administration listener: {@code from("ocsp-administration:listener")}. Only to be read from:
 * a message of that route has {@code CamelHttpMethod} (GET or HEAD), {@code CamelHttpPath} and
 * {@code CamelHttpQuery}, both still percent-encoded, and no body. The route leaves the answer in
 * its message: a text or {@code byte[]} as the body, {@code CamelHttpResponseCode} (200 if absent),
 * {@code Content-Type}. No header of a request gets into a message, none of a message into an
 * answer but these two. A route that fails answers 500.
 *
 * <p>One route, one listener, which is open while the route runs. Request and route run on threads
 * that the listener has for itself, so the route may block for a moment.
 */
public final class AdministrationComponent extends DefaultComponent {
  /** The scheme this component is meant to be registered under. */
  public static final String SCHEME = "ocsp-administration";

  /** The endpoint that the route starts from. */
  public static final String ENDPOINT = SCHEME + ":listener";

  /** A certificate that is to be explained fits into a URL. */
  private static final EdgeLimits LIMITS = new EdgeLimits(16 * 1024, 8192, 1024, 64, 0, 16);

  private static final EdgeTimeouts TIMEOUTS =
      new EdgeTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20));

  private final EdgeSettings settings;
  private final InstantSource clock;
  private @Nullable AdministrationServer server;

  /**
   * @param host to bind, as in a URL
   * @param port 1 to 65535
   * @param clock where the Date of answers comes from
   */
  public AdministrationComponent(String host, int port, InstantSource clock) {
    this.settings = new EdgeSettings(host, port, LIMITS, TIMEOUTS, Balancers.NONE);
    this.clock = clock;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    return new AdministrationEndpoint(uri, this, server());
  }

  /** What happened at the listener. */
  public EdgeCounters counters() {
    return server().listener().counters();
  }

  private synchronized AdministrationServer server() {
    if (server == null) {
      ClassLoader loader =
          Optional.ofNullable(getCamelContext().getApplicationContextClassLoader())
              .orElseGet(AdministrationComponent.class::getClassLoader);
      server = new AdministrationServer(new Listener(settings, new Answers(clock)), loader);
    }
    return server;
  }
}
