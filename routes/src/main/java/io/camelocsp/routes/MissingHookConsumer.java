package io.camelocsp.routes;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ExtendedStartupListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns, when all routes have started, of a key whose {@code direct:} endpoint no route starts
 * from: each message for it would hold a thread until Camel gives it up.
 */
final class MissingHookConsumer implements ExtendedStartupListener {
  private static final Logger LOG = LoggerFactory.getLogger(MissingHookConsumer.class);
  private static final String DIRECT = "direct:";

  private final String key;
  private final String uri;

  MissingHookConsumer(String key, String uri) {
    this.key = key;
    this.uri = uri;
  }

  @Override
  public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
    // Too early: in a context that runs, the application may add its route next.
  }

  @Override
  public void onCamelContextFullyStarted(CamelContext context, boolean alreadyStarted) {
    if (!uri.startsWith(DIRECT)) {
      return;
    }
    Endpoint endpoint = context.getEndpoint(uri);
    if (context.getRoutes().stream().noneMatch(route -> route.getEndpoint().equals(endpoint))) {
      LOG.warn(
          "{} is {}, but no route starts from there: each message for it waits (30"
              + " seconds unless camel-direct is told otherwise) and fails. Add that route, or take"
              + " the key away.",
          key,
          uri);
    }
  }
}
