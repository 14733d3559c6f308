package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Requests whose end is drawn differently by different readers, so that what one takes for a body
 * another takes for a second request (RFC 9112 section 11.2). Each is followed by octets that would
 * be such a request. Either it is refused and nothing more is read from the connection, or it has
 * one meaning beyond doubt.
 */
class SmugglingTest {
  private static final String REFUSED = "HTTP 400";

  private static TestSite site;
  private static RunningService running;

  /** The body of a POST that asks about the good certificate. */
  private static String body;

  /** A whole request about the revoked certificate, the last one of its connection. */
  private static String second;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    running = RunningService.of(site);
    body = Client.text(TestRequests.der(site.ca(), site.good().serial()));
    second =
        Client.text(
                HttpConnection.post(
                    site.uri(), TestRequests.der(site.ca(), site.revoked().serial())))
            .replaceFirst("\r\n", "\r\nConnection: close\r\n");
    site.dropNextCrl();
    new Client(site.uri(), site.signer()).await("good", site.ca(), site.good().serial());
  }

  @AfterAll
  static void stop() {
    assertThat(running.counters().failures()).isZero();
    running.close();
  }

  private static Arguments row(String name, String request, String... outcomes) {
    return arguments(name, request, List.of(outcomes));
  }

  private static String post(String headers) {
    return "POST / HTTP/1.1\r\nHost: t\r\n" + headers + "\r\n";
  }

  private static String length() {
    return "Content-Length: " + body.length() + "\r\n";
  }

  private static String chunked() {
    return chunk(Integer.toHexString(body.length()));
  }

  /** The body as one chunk whose size is written like this, and the last chunk. */
  private static String chunk(String size) {
    return size + "\r\n" + body + "\r\n0\r\n\r\n";
  }

  static Stream<Arguments> lengths() {
    int right = body.length();
    String both = "Transfer-Encoding: chunked\r\n";
    return Stream.of(
        row("right", post(length()) + body, "good", "revoked 1"),
        row("length, then chunked", post(length() + both) + chunked(), REFUSED),
        row("chunked, then length", post(both + length()) + chunked(), REFUSED),
        row("length 0 and chunked", post("Content-Length: 0\r\n" + both) + chunked(), REFUSED),
        row("two lengths", post(length() + "Content-Length: 0\r\n") + body, REFUSED),
        row("two lengths, swapped", post("Content-Length: 0\r\n" + length()) + body, REFUSED),
        row("the same length twice", post(length() + length()) + body, REFUSED),
        row("a list of lengths", post(of(right + ", " + right)) + body, REFUSED),
        row("a list of two lengths", post(of(right + ",0")) + body, REFUSED),
        row("a sign", post(of("+" + right)) + body, REFUSED),
        row("a minus", post(of("-" + right)) + body, REFUSED),
        row("minus zero", post(of("-0")) + body, REFUSED),
        row("hexadecimal", post(of("0x" + Integer.toHexString(right))) + body, REFUSED),
        row("a space inside", post(of("1 " + right)) + body, REFUSED),
        row("a fraction", post(of(right + ".0")) + body, REFUSED),
        row("an exponent", post(of("1e2")) + body, REFUSED),
        row("a parameter", post(of(right + ";a=b")) + body, REFUSED),
        row("nothing", post(of("")) + body, REFUSED),
        row("more than a long", post(of("18446744073709551616")) + body, REFUSED),
        row("zeros in front", post(of("000" + right)) + body, "good", "revoked 1"),
        row(
            "spaces around",
            post("Content-Length:\t " + right + " \t\r\n") + body,
            "good",
            "revoked 1"),
        row("a space before the colon", post("Content-Length : " + right + "\r\n") + body, REFUSED),
        row("a folded line", post("Content-Length:\r\n " + right + "\r\n") + body, REFUSED),
        row("a folded line behind", post(length() + " 0\r\n") + body, REFUSED),
        row(
            "a folded line of another field",
            post("A: b\r\n c\r\n" + length()) + body,
            "good",
            "revoked 1"),
        row(
            "a folded line in front",
            "POST / HTTP/1.1\r\n A: b\r\nHost: t\r\n" + length() + "\r\n" + body,
            REFUSED),
        row("an underscore", post("Content_Length: 0\r\n" + length()) + body, "good", "revoked 1"));
  }

  private static String of(String value) {
    return "Content-Length: " + value + "\r\n";
  }

  static Stream<Arguments> codings() {
    return Stream.of(
        row("right", coded("chunked"), "good", "revoked 1"),
        row("in capitals", coded("CHUNKED"), "good", "revoked 1"),
        row("identity", coded("identity"), REFUSED),
        row("chunked, then identity", coded("chunked, identity"), REFUSED),
        row("identity, then chunked", coded("identity, chunked"), REFUSED),
        row("gzip, then chunked", coded("gzip, chunked"), REFUSED),
        row("chunked twice", coded("chunked, chunked"), REFUSED),
        row("two fields", coded("chunked\r\nTransfer-Encoding: chunked"), REFUSED),
        row("two fields, one identity", coded("chunked\r\nTransfer-Encoding: identity"), REFUSED),
        row("a comma in front", coded(",chunked"), REFUSED),
        row("chunked, then gzip", coded("chunked, gzip"), REFUSED),
        row("two fields, identity first", coded("identity\r\nTransfer-Encoding: chunked"), REFUSED),
        row("a letter in front", coded("xchunked"), REFUSED),
        row("a letter behind", coded("chunkedx"), REFUSED),
        row("a parameter", coded("chunked;a=b"), REFUSED),
        row("quoted", coded("\"chunked\""), REFUSED),
        row("a comma behind", coded("chunked,"), REFUSED),
        row("nothing", coded(""), REFUSED),
        row("a vertical tab in front", coded("\u000bchunked"), REFUSED),
        row(
            "a space before the colon",
            post("Transfer-Encoding : chunked\r\n") + chunked(),
            REFUSED),
        row("a folded line", coded("\r\n chunked"), REFUSED),
        row("HTTP/1.0", coded("chunked").replaceFirst("1\\.1", "1.0"), REFUSED));
  }

  private static String coded(String coding) {
    return post("Transfer-Encoding: " + coding + "\r\n") + chunked();
  }

  static Stream<Arguments> chunks() {
    String hex = Integer.toHexString(body.length());
    return Stream.of(
        row("zeros in front", inChunk("000" + hex), "good", "revoked 1"),
        row("an extension", inChunk(hex + ";a=b"), "good", "revoked 1"),
        row("a quoted extension", inChunk(hex + ";a=\"b;c\""), "good", "revoked 1"),
        row("a sign", inChunk("+" + hex), REFUSED),
        row("a minus", inChunk("-" + hex), REFUSED),
        row("a prefix", inChunk("0x" + hex), REFUSED),
        row("a space in front", inChunk(" " + hex), "good", "revoked 1"),
        row("no size", inChunk(""), REFUSED),
        row("only an extension", inChunk(";a=b"), REFUSED),
        row("more than an int", inChunk("1000000" + hex), REFUSED),
        row("more than a long", inChunk("10000000000000" + hex), REFUSED),
        row("ended by a line feed", inChunk(hex).replaceFirst(hex + "\r\n", hex + "\n"), REFUSED),
        row(
            "ended by a carriage return",
            inChunk(hex).replaceFirst(hex + "\r\n", hex + "\r"),
            REFUSED),
        row("a line feed in an extension", inChunk(hex + ";a\nb"), REFUSED),
        row("a carriage return in an extension", inChunk(hex + ";a\rb"), REFUSED),
        row("longer than it says", inChunk(Integer.toHexString(body.length() - 2)), REFUSED),
        row("shorter than it says", inChunk(Integer.toHexString(body.length() + 1)), REFUSED),
        row("no line end behind", inChunk(hex).replace("\r\n0\r\n", "0\r\n"), REFUSED),
        row("a line feed behind", inChunk(hex).replace("\r\n0\r\n", "\n0\r\n"), REFUSED),
        row(
            "a length in the trailer",
            inChunk(hex).replace("\r\n0\r\n", "\r\n0\r\nContent-Length: 9\r\n"),
            "good",
            "revoked 1"),
        row(
            "garbage in the trailer",
            inChunk(hex).replace("\r\n0\r\n", "\r\n0\r\nno field\r\n"),
            REFUSED));
  }

  private static String inChunk(String size) {
    return post("Transfer-Encoding: chunked\r\n") + chunk(size);
  }

  static Stream<Arguments> lines() {
    String get =
        Client.text(
            HttpConnection.get(site.uri(), TestRequests.der(site.ca(), site.good().serial())));
    String right = post(length()) + body;
    return Stream.of(
        row(
            "a body of a GET",
            get.replace("\r\n\r\n", "\r\n" + length() + "\r\n") + body,
            "good",
            "revoked 1"),
        row(
            "chunks of a GET",
            get.replace("\r\n\r\n", "\r\nTransfer-Encoding: chunked\r\n\r\n") + chunked(),
            "good",
            "revoked 1"),
        row("empty lines in front", "\r\n\r\n" + right, "good", "revoked 1"),
        row("a NUL in a value", post("A: b\0c\r\n" + length()) + body, REFUSED),
        row("a NUL in a name", post("A\0: b\r\n" + length()) + body, REFUSED),
        row(
            "a NUL in the target",
            "POST /\0 HTTP/1.1\r\nHost: t\r\n" + length() + "\r\n" + body,
            "HTTP 400",
            "revoked 1"),
        row("a carriage return in a value", post("A: b\r" + length()) + body, REFUSED),
        row(
            "a carriage return for a line end",
            post(length()).replace("\r\n", "\r") + body,
            REFUSED),
        row("line feeds for line ends", post(length()).replace("\r\n", "\n") + body, REFUSED),
        row("a line feed after a value", post("A: b\n" + length()) + body, REFUSED),
        row(
            "a line feed ends the header",
            post(length()).replace("\r\n\r\n", "\r\n\n") + body,
            REFUSED));
  }

  static Stream<Arguments> requestLinesAndNames() {
    String right = post(length()) + body;
    return Stream.of(
        row("no colon", post("A\r\n" + length()) + body, REFUSED),
        row("no name", post(": a\r\n" + length()) + body, REFUSED),
        row("a space in a name", post("A b: c\r\n" + length()) + body, REFUSED),
        row("a parenthesis in a name", post("A(b: c\r\n" + length()) + body, REFUSED),
        row("no version", "POST /\r\n" + right.substring(right.indexOf("Host")), REFUSED),
        row("a version twice", right.replaceFirst("HTTP/1.1", "HTTP/1.1 HTTP/1.1"), REFUSED),
        row("version 1.2", right.replaceFirst("HTTP/1.1", "HTTP/1.2"), "good", "revoked 1"),
        row("version 0.9", right.replaceFirst("HTTP/1.1", "HTTP/0.9"), REFUSED),
        row("version 2.0", right.replaceFirst("HTTP/1.1", "HTTP/2.0"), REFUSED),
        row(
            "tabs in the request line",
            right.replaceFirst("POST / HTTP", "POST\t/\tHTTP"),
            "good",
            "revoked 1"),
        row(
            "two spaces in the request line",
            right.replaceFirst("POST / HTTP", "POST  /  HTTP"),
            "good",
            "revoked 1"),
        row("a space in front", " " + right, "good", "revoked 1"),
        row("control characters in front", "\u0001\u0002" + right, REFUSED),
        row("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", REFUSED),
        row(
            "an upgrade",
            post(length() + "Connection: Upgrade\r\nUpgrade: h2c\r\n") + body,
            "good",
            "revoked 1"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource({"lengths", "codings", "chunks", "lines", "requestLinesAndNames"})
  void nothingIsSmuggled(String name, String request, List<String> outcomes) throws Exception {
    assertThat(answersTo(request + second)).as(name).isEqualTo(outcomes);
  }

  @Test
  void noneOfThemLeavesAnythingBehind() throws Exception {
    List<String> requests =
        Stream.of(lengths(), codings(), chunks(), lines(), requestLinesAndNames())
            .flatMap(rows -> rows.map(row -> row.get()[1] + second))
            .toList();
    new ResourceWatch(running, site)
        .attacked(
            () -> {
              for (String request : requests) {
                assertThat(answersTo(request)).isNotEmpty();
              }
            });
  }

  /** All answers until the server closes, which it must do by itself. */
  private static List<String> answersTo(String octets) throws Exception {
    List<String> answers = new ArrayList<>();
    try (HttpConnection connection = new HttpConnection(site.uri(), Duration.ofSeconds(5))) {
      connection.send(octets);
      while (true) {
        answers.add(Judged.outcome(connection.read(false)));
      }
    } catch (IOException closed) {
      assertThat(closed).isNotInstanceOf(SocketTimeoutException.class);
      return answers;
    }
  }
}
