package io.camelocsp.routes;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.HttpConnection.Response;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks the administration listener of a site, which it configures. */
final class AdministrationSite {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI uri;

  private AdministrationSite(URI uri) {
    this.uri = uri;
  }

  /** To be called before the site's service is started. */
  static AdministrationSite of(TestSite site) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + TestSite.freePort() + "/");
    site.configure("ocsp.administration.url = " + uri);
    return new AdministrationSite(uri);
  }

  URI uri() {
    return uri;
  }

  /** GET with a Host that is right. */
  Response get(String target) throws IOException {
    return raw("GET " + target + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n");
  }

  /** The text of an answer with the status 200. */
  String text(String target) throws IOException {
    Response response = get(target);
    String body = new String(response.body(), StandardCharsets.UTF_8);
    if (response.status() != 200) {
      throw new IOException(target + " gets " + response.status() + ": " + body);
    }
    return body;
  }

  /** Any octets, on a connection of their own. */
  Response raw(String request) throws IOException {
    try (HttpConnection connection = new HttpConnection(uri, PATIENCE)) {
      connection.send(request);
      return connection.read(request.startsWith("HEAD "));
    }
  }
}
