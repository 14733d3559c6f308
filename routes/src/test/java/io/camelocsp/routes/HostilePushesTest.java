package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad clients of the list intake: whatever they send, no list comes of it and nothing stays. */
class HostilePushesTest {
  private PushSite push;

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    push =
        new PushSite(
            directory,
            "ocsp.intake.max-size = 64k",
            "ocsp.intake.timeout = 1s",
            "ocsp.intake.max-connections = 5");
  }

  @AfterEach
  void stop() throws Exception {
    await().untilAsserted(() -> assertThat(push.intake().connections()).isZero());
    await().untilAsserted(() -> assertThat(push.spooled()).isEmpty());
    assertThat(push.running.lists().get(0).list()).as("the list in use").isNull();
    push.close();
  }

  private static String request(String line, String... fields) {
    return line
        + " HTTP/1.1\r\nHost: test\r\n"
        + (fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n")
        + "\r\n";
  }

  @ParameterizedTest
  @CsvSource({
    "PUT /lists/other, 404",
    "PUT /lists/pinned/, 404",
    "PUT /lists//pinned, 404",
    "PUT /lists/../lists/pinned, 404",
    "PUT /lists/%70inned, 404",
    "PUT /lists/..%2fpinned, 404",
    "PUT /lists/, 404",
    "PUT /, 404",
    "PUT /pinned, 404",
    "PUT /lists/drop, 404",
    "PUT /lists/%zz, 400",
    "GET /lists/pinned, 405",
    "DELETE /lists/pinned, 405",
    "PUT /lists/pinned, 411",
  })
  void whatIsNoPushOfAListThatIsPushedIsRefused(String line, int status) throws Exception {
    assertThat(push.raw(request(line))).startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Content-Length: 65537 | 413",
        "Content-Length: 99999999999999999999 | 400",
        "Content-Length: -1 | 400",
        "Content-Length: 3, 4 | 400",
        "Transfer-Encoding: gzip | 400",
        "Transfer-Encoding: gzip, chunked | 400",
        "Expect: 200-ok | 417",
        "Content-Encoding: gzip | 415",
        "Content-Type: multipart/form-data | 415",
        "Host: twice | 400",
      })
  void aHeaderThatCannotBeTakenIsRefusedBeforeItsBody(String field, int status) throws Exception {
    assertThat(push.raw(request("PUT /lists/pinned", field)))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void bothLengthAndChunksAreRefused() throws Exception {
    assertThat(
            push.raw(
                request("PUT /lists/pinned", "Content-Length: 3", "Transfer-Encoding: chunked")
                    + "0\r\n\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void longHeadersAndUrlsAreRefused() throws Exception {
    assertThat(push.raw(request("PUT /lists/pinned", "X: " + "x".repeat(9000))))
        .startsWith("HTTP/1.1 431 ");
    assertThat(push.raw(request("PUT /lists/" + "x".repeat(5000)))).startsWith("HTTP/1.1 414 ");
  }

  @Test
  void chunksThatGrowBeyondTheLimitAreCutOff() throws Exception {
    try (SSLSocket socket = push.connect(push.publisher)) {
      OutputStream out = socket.getOutputStream();
      send(out, request("PUT /lists/pinned", "Transfer-Encoding: chunked"));
      for (int i = 0; i < 66; i++) {
        send(out, "400\r\n" + "x".repeat(1024) + "\r\n");
      }
      assertThat(PushSite.answer(socket)).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void aBrokenChunkIsRefused() throws Exception {
    assertThat(push.raw(request("PUT /lists/pinned", "Transfer-Encoding: chunked") + "zz\r\nx\r\n"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void theWordIsGivenBeforeTheBodyIsAskedFor() throws Exception {
    String expect = "Expect: 100-continue";
    assertThat(push.raw(request("PUT /lists/pinned", "Content-Length: 3", expect)))
        .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(push.raw(request("PUT /lists/pinned", "Content-Length: 70000", expect)))
        .startsWith("HTTP/1.1 413 ");
    assertThat(push.raw(request("PUT /lists/basic", "Content-Length: 3", expect)))
        .startsWith("HTTP/1.1 401 ");
  }

  @Test
  void aListThatIsCutOffIsNotUsed() throws Exception {
    byte[] list = push.site.nextCrl().der();
    try (SSLSocket socket = push.connect(push.publisher)) {
      OutputStream out = socket.getOutputStream();
      send(out, request("PUT /lists/pinned", "Content-Length: " + (list.length + 1)));
      out.write(list);
      await().untilAsserted(() -> assertThat(push.spooled()).hasSize(1));
    }
  }

  @Test
  void aStalledListGets408() throws Exception {
    byte[] list = push.site.nextCrl().der();
    try (SSLSocket socket = push.connect(push.publisher)) {
      OutputStream out = socket.getOutputStream();
      send(out, request("PUT /lists/pinned", "Content-Length: " + list.length));
      out.write(list, 0, 100);
      assertThat(PushSite.answer(socket)).startsWith("HTTP/1.1 408 ").contains("too_slow");
    }
  }

  @Test
  void garbageInsteadOfTlsEndsTheConnection() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), push.port)) {
      socket.setSoTimeout(10_000);
      send(socket.getOutputStream(), "PUT /lists/pinned HTTP/1.1\r\n\r\n");
      assertThat(ended(socket)).isTrue();
    }
  }

  @Test
  void moreConnectionsThanAllowedAreClosedAtOnce() throws Exception {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        open.add(new Socket(InetAddress.getLoopbackAddress(), push.port));
      }
      await().until(() -> push.intake().connections() == 5);
      try (Socket more = new Socket(InetAddress.getLoopbackAddress(), push.port)) {
        more.setSoTimeout(10_000);
        assertThat(ended(more)).isTrue();
      }
    } finally {
      for (Socket each : open) {
        each.close();
      }
    }
  }

  @Test
  void aPipelinedSecondRequestIsLeftAlone() throws Exception {
    String one = request("PUT /lists/pinned", "Content-Length: 3") + "abc";
    String answer = push.raw(one + one);

    assertThat(answer).startsWith("HTTP/1.1 422 ");
    assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
  }

  @Test
  void answersOfOcspGoOnWhileTheIntakeIsFull() throws Exception {
    List<SSLSocket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        SSLSocket socket = push.connect(push.publisher);
        open.add(socket);
        send(socket.getOutputStream(), request("PUT /lists/pinned", "Content-Length: 9"));
      }
      await().until(() -> push.spooled().size() == 5);
      try (Socket responder =
          new Socket(InetAddress.getLoopbackAddress(), push.site.uri().getPort())) {
        responder.setSoTimeout(10_000);
        send(responder.getOutputStream(), "GET /.ping HTTP/1.1\r\nHost: t\r\n\r\n");
        assertThat(responder.getInputStream().read()).isEqualTo('H');
      }
    } finally {
      for (SSLSocket each : open) {
        each.close();
      }
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private static boolean ended(Socket socket) {
    try {
      while (socket.getInputStream().read() >= 0) {
        // an alert may come first
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
