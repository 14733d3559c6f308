package io.camelocsp.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP with everything bounded: the time from connecting to the last octet, the size of the body,
 * and no redirects, because an answer from elsewhere than the URL asked would say nothing about the
 * URL. Thread-safe.
 */
public final class Transport {
  /** No honest OCSP answer is larger; a certificate bundle neither. */
  static final int MAX_BODY = 256 * 1024;

  private final HttpClient client;
  private final Duration timeout;

  /**
   * @param timeout for a whole exchange, connecting included
   */
  public Transport(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // no upgrade headers: some responders trip
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /**
   * Sends an OCSP request.
   *
   * @param responder the responder's URL; a GET appends the request to its path
   * @throws NoAnswerException if nothing comes back, or something else than status 200
   */
  public Reply ask(URI responder, HttpMethod method, byte[] request)
      throws NoAnswerException, InterruptedException {
    HttpRequest.Builder http =
        method == HttpMethod.GET
            ? HttpRequest.newBuilder(getUrl(responder, request)).GET()
            : HttpRequest.newBuilder(responder)
                .header("Content-Type", "application/ocsp-request")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request));
    return exchange(http.header("Accept", "application/ocsp-response").build());
  }

  /**
   * Fetches something small, such as an issuer's certificate.
   *
   * @throws NoAnswerException if nothing comes back, or something else than status 200
   */
  public byte[] fetch(URI url) throws NoAnswerException, InterruptedException {
    return exchange(HttpRequest.newBuilder(url).GET().build()).body();
  }

  /**
   * The URL of a GET (RFC 6960 A.1): base64 in the path, with '/', '+' and '=' percent-encoded, so
   * that no proxy takes them for something else.
   */
  static URI getUrl(URI responder, byte[] request) {
    String base64 = Base64.getEncoder().encodeToString(request);
    String encoded = URLEncoder.encode(base64, StandardCharsets.US_ASCII);
    String prefix = responder.toString();
    return URI.create(prefix + (prefix.endsWith("/") ? "" : "/") + encoded);
  }

  private Reply exchange(HttpRequest request) throws NoAnswerException, InterruptedException {
    long start = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> future =
        client.sendAsync(request, info -> new BoundedBody(MAX_BODY));
    HttpResponse<byte[]> response = await(request.uri(), future);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (response.statusCode() != 200) {
      String location = response.headers().firstValue("Location").orElse("");
      throw new NoAnswerException(
          "HTTP status "
              + response.statusCode()
              + (location.isEmpty() ? "" : " towards " + location + ", which is not followed"));
    }
    String type = response.headers().firstValue("Content-Type").orElse("");
    return new Reply(type.toLowerCase(Locale.ROOT), response.body(), took);
  }

  private HttpResponse<byte[]> await(URI url, CompletableFuture<HttpResponse<byte[]>> future)
      throws NoAnswerException, InterruptedException {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NoAnswerException("no complete answer within " + Durations.text(timeout));
    } catch (ExecutionException e) {
      throw new NoAnswerException(explain(url, e.getCause() == null ? e : e.getCause()));
    } finally {
      future.cancel(true); // closes the connection if the answer is not complete
    }
  }

  private String explain(URI url, Throwable cause) {
    String where = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException || each instanceof UnknownHostException) {
        return "the host name " + url.getHost() + " is not known";
      }
      if (each instanceof HttpConnectTimeoutException) {
        return "no connection to " + where + " within " + Durations.text(timeout);
      }
    }
    if (cause instanceof ConnectException) {
      return "nothing answers at " + where + " (connection refused)";
    }
    if (cause instanceof IOException && cause.getMessage() != null) {
      return "the exchange with " + where + " failed: " + cause.getMessage();
    }
    return "the exchange with " + where + " failed: " + cause;
  }
}
