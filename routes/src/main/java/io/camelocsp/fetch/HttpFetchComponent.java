package io.camelocsp.fetch;

import java.net.URI;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * camel-http, for sources that have a name: {@code to("ocsp-fetch:NAME")} asks the address that the
 * message names, by the connections of that source. The reply's body is a stream that ends with the
 * transfer. An application's own {@code http:} endpoints are not touched by it.
 */
public final class HttpFetchComponent extends HttpComponent {
  /** Of its endpoints. */
  public static final String SCHEME = "ocsp-fetch";

  private final Map<String, SourceConnections> sources;

  /**
   * @param sources by their configured names
   */
  public HttpFetchComponent(Map<String, SourceConnections> sources) {
    this.sources = Map.copyOf(sources);
  }

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
      throws Exception {
    @Nullable SourceConnections connections = sources.get(remaining);
    if (connections == null) {
      throw new IllegalArgumentException("No source to be fetched is named '" + remaining + "'");
    }
    // Its address is a stand-in: each message names another.
    HttpEndpoint endpoint =
        new HttpEndpoint(
            uri,
            this,
            new URI("http://" + remaining + ".invalid/"),
            FetchClient.builder(),
            null,
            null);
    endpoint.setHttpClient(FetchClient.of(connections));
    endpoint.setThrowExceptionOnFailure(false);
    endpoint.setDisableStreamCache(true);
    endpoint.setCopyHeaders(false);
    setEndpointHeaderFilterStrategy(endpoint);
    return endpoint;
  }
}
