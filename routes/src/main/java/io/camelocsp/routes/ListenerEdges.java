package io.camelocsp.routes;

import io.camelocsp.config.ListenerSettings;
import io.camelocsp.config.OcspConfiguration;
import io.camelocsp.config.ResponderSettings;
import io.camelocsp.http.AddressRange;
import io.camelocsp.http.Balancers;
import io.camelocsp.http.EdgeLimits;
import io.camelocsp.http.EdgeSettings;
import io.camelocsp.http.EdgeTimeouts;
import java.net.URI;
import java.util.List;

/** What the configuration says of listeners, as the HTTP edge wants it. */
final class ListenerEdges {
  private ListenerEdges() {}

  /** All listeners. */
  static List<EdgeSettings> of(OcspConfiguration configuration) {
    return configuration.listeners().values().stream()
        .map(listener -> edge(configuration, listener))
        .toList();
  }

  /** The endpoint that a responder's route starts from. */
  static String endpointUri(ResponderSettings responder) {
    URI url = responder.url();
    return EdgeSettings.of(url.getHost(), url.getPort())
        .endpointUri(url.getRawPath(), responder.maxRequestSize().bytes());
  }

  private static EdgeSettings edge(OcspConfiguration configuration, ListenerSettings settings) {
    URI url = settings.url();
    // The largest of its responders' limits; the responder that is asked then cuts it to its own.
    int maxBody =
        configuration.responders().values().stream()
            .filter(
                responder ->
                    responder.url().getHost().equals(url.getHost())
                        && responder.url().getPort() == url.getPort())
            .mapToInt(responder -> responder.maxRequestSize().bytes())
            .max()
            .orElse(EdgeLimits.DEFAULT.maxBody());
    return new EdgeSettings(
        url.getHost(),
        url.getPort(),
        new EdgeLimits(
            settings.maxUrl().bytes(),
            settings.maxHeaderSize().bytes(),
            maxBody,
            settings.maxConnections(),
            settings.maxConnectionsPerAddress(),
            settings.maxRequestsInFlight()),
        new EdgeTimeouts(
            settings.headerTimeout(),
            settings.bodyTimeout(),
            settings.idleTimeout(),
            settings.writeTimeout()),
        new Balancers(
            settings.clientAddress(),
            settings.trustedBalancers().stream().map(AddressRange::parse).toList()));
  }
}
