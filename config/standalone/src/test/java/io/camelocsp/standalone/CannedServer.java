package io.camelocsp.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bouncycastle.cert.ocsp.OCSPReq;

/** An HTTP server on loopback that answers as it is told, and remembers what it was asked. */
final class CannedServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  CannedServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  /** What answers one exchange. */
  @FunctionalInterface
  interface Answering {
    void answer(HttpExchange exchange) throws Exception;
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Method and raw path of each request, oldest first. */
  List<String> requests() {
    return requests;
  }

  URI on(String path, Answering answering) {
    server.createContext(
        path,
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath());
          try (exchange) {
            answering.answer(exchange);
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    return url(path);
  }

  URI ocsp(String path, CannedAnswer answer) {
    return on(
        path,
        exchange ->
            send(exchange, 200, "application/ocsp-response", answer.to(request(path, exchange))));
  }

  URI bytes(String path, int status, String contentType, byte[] body) {
    return on(path, exchange -> send(exchange, status, contentType, body));
  }

  private static OCSPReq request(String path, HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      return new OCSPReq(exchange.getRequestBody().readAllBytes());
    }
    String encoded = exchange.getRequestURI().getRawPath().substring(path.length());
    String base64 = URLDecoder.decode(encoded.substring(1), StandardCharsets.US_ASCII);
    return new OCSPReq(Base64.getDecoder().decode(base64));
  }

  static void send(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", contentType);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
