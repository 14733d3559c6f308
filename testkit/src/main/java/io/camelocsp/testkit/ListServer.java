package io.camelocsp.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A web server on loopback that answers as a test says, 404 before it says anything, and keeps what
 * it was asked. Thread-safe.
 */
public final class ListServer implements AutoCloseable {
  /** What it does with a request. */
  public interface Answer {
    /** Answers, or throws to break the connection off. */
    void to(HttpExchange exchange) throws IOException;
  }

  /** What it was asked: the path with its query, and some headers. */
  public record Asked(
      String path,
      @Nullable String ifNoneMatch,
      @Nullable String ifModifiedSince,
      @Nullable String authorization,
      @Nullable String acceptEncoding) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String scheme;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Answer answer = status(404);

  private ListServer(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(
                new Asked(
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("If-None-Match"),
                    exchange.getRequestHeaders().getFirst("If-Modified-Since"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    exchange.getRequestHeaders().getFirst("Accept-Encoding")));
            answer.to(exchange);
          }
        });
    server.start();
  }

  /** On a free port, without TLS. */
  public static ListServer http() throws IOException {
    return http(0);
  }

  /** On this port, without TLS. */
  public static ListServer http(int port) throws IOException {
    return new ListServer(HttpServer.create(loopback(port), 0), "http");
  }

  /** With TLS; client certificates are demanded if {@code clientCertificate}. */
  public static ListServer https(SSLContext tls, boolean clientCertificate) throws IOException {
    HttpsServer server = HttpsServer.create(loopback(0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = tls.getDefaultSSLParameters();
            ssl.setNeedClientAuth(clientCertificate);
            parameters.setSSLParameters(ssl);
          }
        });
    return new ListServer(server, "https");
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** This status with header fields, name and value in turn, and no body. */
  public static Answer status(int status, String... headers) {
    return exchange -> {
      headers(exchange, headers);
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** 200 with this body, and header fields, name and value in turn. */
  public static Answer list(byte[] body, String... headers) {
    return exchange -> {
      headers(exchange, headers);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  /** 304 to whom has this version, else the list. */
  public static Answer versioned(byte[] body, String entityTag) {
    return exchange -> {
      boolean has = entityTag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
      (has ? status(304) : list(body, "ETag", entityTag)).to(exchange);
    };
  }

  /** 200 with more octets announced than come before the connection ends. */
  public static Answer truncated(byte[] body) {
    return exchange -> {
      begin(exchange, body);
      throw new IOException("broken off on purpose");
    };
  }

  /** 200 with more octets announced than come before this server is closed. */
  public static Answer stalled(byte[] body) {
    return exchange -> {
      begin(exchange, body);
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // closed, as it should be
      }
    };
  }

  private static void begin(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body, 0, body.length - 10);
    exchange.getResponseBody().flush();
  }

  private static void headers(HttpExchange exchange, String... headers) {
    for (int i = 0; i < headers.length; i += 2) {
      exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
    }
  }

  /** How it answers from now on. */
  public void answers(Answer next) {
    answer = next;
  }

  /** All requests so far. */
  public List<Asked> asked() {
    return asked;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** A URL of it by the name {@code localhost}. */
  public URI url(String path) {
    return URI.create(scheme + "://localhost:" + port() + path);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
