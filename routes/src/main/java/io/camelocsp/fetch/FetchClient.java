package io.camelocsp.fetch;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client of one source, beneath camel-http. It sends the URL octet for octet as it was
 * written, and ends with its {@link Transfer}. It follows nothing, tries nothing twice, keeps no
 * cookies and no connections, and asks for nothing compressed: all that is for the route to decide.
 */
final class FetchClient extends CloseableHttpClient {
  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_HEADER = 8_192;

  private final SourceConnections connections;
  private final CloseableHttpClient client;

  private FetchClient(SourceConnections connections, CloseableHttpClient client) {
    this.connections = connections;
    this.client = client;
  }

  static FetchClient of(SourceConnections connections) {
    return new FetchClient(
        connections, builder().setConnectionManager(connectionManager(connections)).build());
  }

  static HttpClientBuilder builder() {
    return HttpClientBuilder.create()
        .setUserAgent("camel-ocsp")
        .setConnectionReuseStrategy((request, response, context) -> false)
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableConnectionState();
  }

  private static HttpClientConnectionManager connectionManager(SourceConnections connections) {
    Timeout connect = Timeout.of(connections.settings().connectTimeout());
    Timeout read = Timeout.of(connections.settings().timeout());
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxHeaderCount(MOST_HEADERS)
                        .setMaxLineLength(LONGEST_HEADER)
                        .build())
                .build())
        .setTlsSocketStrategy(
            (socket, host, port, attachment, context) ->
                new DefaultClientTlsStrategy(connections.tls().context())
                    .upgrade(socket, host, port, attachment, context))
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connect).build())
        .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(read).build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom().setConnectTimeout(connect).setSocketTimeout(read).build())
        .build();
  }

  @Override
  @SuppressWarnings("deprecation") // of the two that are open when they return, camel-http has it
  protected CloseableHttpResponse doExecute(
      @Nullable HttpHost target, ClassicHttpRequest request, @Nullable HttpContext context)
      throws IOException {
    Transfer transfer = connections.transfer();
    URI address = URI.create(transfer.address().toASCIIString());
    String query = address.getRawQuery();
    String path = address.getRawPath();
    request.setPath((path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query));
    if (transfer.credentials() != null) {
      request.setHeader("Authorization", transfer.credentials().basic());
    }
    if (request instanceof HttpUriRequestBase breakable) {
      transfer.breaks(breakable::cancel);
    }
    return client.execute(target, request, context);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  @Override
  public void close(CloseMode closeMode) {
    client.close(closeMode);
  }
}
