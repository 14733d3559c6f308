package io.camelocsp.http.intake;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.jspecify.annotations.Nullable;

/**
 * Lists that publishers push over HTTPS: {@code from("ocsp-intake:NAME")}. A message of such a
 * route holds a file with one whole list, which is gone when the route is done with it; where it
 * came from is in the exchange properties that {@link io.camelocsp.processors.OcspExchange} names.
 * The route leaves the answer in its message: a text as the body, {@code CamelHttpResponseCode},
 * {@code Content-Type}, {@code Retry-After}. A route that fails answers 500.
 *
 * <p>All names share one listener ({@code ocsp.intake.*}), which is open while any of the routes
 * runs. It is not netty-http, which keeps whole bodies in memory. Request and route run on threads
 * that the intake has for itself.
 */
public final class IntakeComponent extends DefaultComponent {
  /** The scheme this component is meant to be registered under. */
  public static final String SCHEME = "ocsp-intake";

  private final IntakeSettings settings;
  private final ServerKeys keys;
  private final Function<String, Optional<Publisher>> publishers;
  private final InstantSource clock;
  private @Nullable IntakeServer server;

  /**
   * @param keys what the listener shows
   * @param publishers who may push the lists of a configured name; empty if nobody, asked for each
   *     request
   * @param clock judges certificates, and is where the Date of answers comes from
   */
  public IntakeComponent(
      IntakeSettings settings,
      ServerKeys keys,
      Function<String, Optional<Publisher>> publishers,
      InstantSource clock) {
    this.settings = settings;
    this.keys = keys;
    this.publishers = publishers;
    this.clock = clock;
  }

  /** The endpoint that the route of these lists starts from. */
  public static String endpointUri(String lists) {
    return SCHEME + ":" + lists;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    if (publishers.apply(remaining).isEmpty()) {
      throw new IllegalArgumentException(
          "No lists named '"
              + remaining
              + "' are pushed: configure ocsp.lists."
              + remaining
              + ".from = push");
    }
    return new IntakeEndpoint(uri, this, remaining, server());
  }

  /** How often each kind of event happened at the listener, by a word for it. */
  public Map<String, Long> events() {
    return server().log().counts();
  }

  /** How many connections are open. */
  public int connections() {
    return server().connections();
  }

  synchronized IntakeServer server() {
    if (server == null) {
      ClassLoader loader = getCamelContext().getApplicationContextClassLoader();
      server =
          new IntakeServer(
              settings,
              keys,
              publishers,
              clock,
              loader == null ? IntakeComponent.class.getClassLoader() : loader);
    }
    return server;
  }
}
