package io.camelocsp.http;

import static io.camelocsp.http.TestServer.get;
import static io.camelocsp.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.testkit.HttpConnection;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which responder a path goes to, and what the route sees of it. */
class PathsTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestServer().route("/ocsp").route("/ocsp/acme/").route("/o");
    server.route("127.0.0.2", "", "root", server.new Telling("root"));
    server.route("127.0.0.2", "/ocsp", "other", server.new Telling("other"));
  }

  @AfterAll
  static void stop() {
    assertThat(server.counters().failures()).isZero();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/MEMw//QTA",
        "//MEMw",
        "///MEMw",
        "/MEMw%2FQTA%2fabc",
        "/MEMw+QTA+",
        "/MEMw%2B%3D%3d",
        "/MEMwQTA==",
        "/MEMw%252FQTA",
        "/MEMw/",
        "/a;b,c:d@e!$&'()*~._-",
        "/.."
      })
  void reachesTheRouteAsItWasSent(String rest) throws Exception {
    assertThat(text(server.ask(get("/ocsp" + rest)))).isEqualTo("/ocsp GET " + rest + " 0 3");
  }

  @ParameterizedTest
  @CsvSource({
    "/ocsp/x, /ocsp GET /x",
    "/ocsp/acme/x, /ocsp/acme/ GET /x",
    "/ocsp/acme//x, /ocsp/acme/ GET //x",
    "/ocsp/acmeX/x, /ocsp GET /acmeX/x",
    "/o/x, /o GET /x",
    "//ocsp/x, /ocsp GET /x",
    "/ocsp/x?y=z/../?, /ocsp GET /x",
    "http://some.host:99/ocsp/x?q, /ocsp GET /x",
    "HTTP://some.host/o//x, /o GET //x"
  })
  void longestPathWinsBySegments(String target, String told) throws Exception {
    assertThat(text(server.ask(get(target)))).startsWith(told + " 0 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ocspX/x",
        "/OCSP/x",
        "/",
        "//",
        "/x",
        "/ocsp",
        "/ocsp/",
        "/ocsp?x",
        "/%6Fcsp/x",
        "http://h",
        "http://h?/ocsp/x",
        "/.pin",
        "/.ping/"
      })
  void isNotFound(String target) throws Exception {
    assertThat(server.ask(get(target)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ocsp", "/ocsp/", "//ocsp", "/ocsp?x=y", "http://h/ocsp"})
  void takesAPostAtTheRespondersPath(String target) throws Exception {
    assertThat(text(server.ask(post(target)))).isEqualTo("/ocsp POST  1 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/ocsp/x", "/ocsp//", "/", "/ocspX"})
  void takesNoPostElsewhere(String target) throws Exception {
    assertThat(server.ask(post(target)).status()).isEqualTo(404);
  }

  @Test
  void keepsListenersOfOnePortApart() throws Exception {
    assertThat(askOther(get("/ocsp/x"))).isEqualTo("other GET /x 0 3");
    assertThat(askOther(get("/o/x"))).isEqualTo("root GET /o/x 0 3");
    assertThat(askOther(get("//ocsp/x"))).isEqualTo("other GET /x 0 3");
    assertThat(askOther(get("//o/x"))).isEqualTo("root GET /o/x 0 3");
    assertThat(askOther(post("/"))).isEqualTo("root POST  1 2");
    assertThat(text(server.ask(get("/ocsp/x")))).isEqualTo("/ocsp GET /x 0 3");
    assertThat(askOther(get("/.ping"))).isEqualTo("ok\n");
    assertThat(text(server.ask(get("/.ping")))).isEqualTo("ok\n");
  }

  @Test
  void refusesTwoRespondersAtOnePath() {
    assertThatThrownBy(
            () -> server.route("127.0.0.1", "/ocsp/", "twice", server.new Telling("twice")))
        .hasStackTraceContaining("Two responders at the path '/ocsp'");
  }

  private static String askOther(String request) throws IOException {
    URI other = URI.create("http://127.0.0.2:" + server.port() + "/");
    try (HttpConnection connection = new HttpConnection(other, TestServer.PATIENCE)) {
      connection.send(request);
      return text(connection.read(false));
    }
  }

  private static String post(String target) {
    return "POST " + target + " HTTP/1.1\r\nHost: test\r\nContent-Length: 1\r\n\r\nx";
  }
}
