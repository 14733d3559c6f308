package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One good question in every wrapping HTTP has for it. Each wrapping has one outcome: the status of
 * the certificate, {@code error N} of OCSP, or {@code HTTP N}.
 */
class HostileHttpTest {
  private static TestSite site;
  private static RunningService running;
  private static Client client;
  private static byte[] der;

  /** Of the same request; it holds every character that is awkward in a path. */
  private static String base64;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    site = new TestSite(directory, KeyKind.EC_P256);
    running = RunningService.of(site);
    client = new Client(running.uri(), site.signer());
    der = awkward();
    base64 = Base64.getEncoder().encodeToString(der);
    site.dropNextCrl();
    client.await("good", site.ca(), site.good().serial());
  }

  @AfterAll
  static void stop() {
    assertThat(running.counters().failures()).isZero();
    running.close();
  }

  /** A request whose nonce makes its base64 hold {@code +}, {@code //} and {@code =}. */
  private static byte[] awkward() {
    for (int i = 0; ; i++) {
      byte[] request =
          TestRequests.builder()
              .single(site.ca(), site.good().serial())
              .nonce(BigInteger.valueOf(0x7BEF_BEFF_FFFF_0000L + i).toByteArray())
              .extension("1.2.3.4", false, new byte[i % 3])
              .der();
      String text = Base64.getEncoder().encodeToString(request);
      if (text.contains("+") && text.contains("//") && text.endsWith("=")) {
        return request;
      }
    }
  }

  static Stream<Arguments> gets() {
    return Stream.of(
        arguments("as it is", "/" + base64, "good"),
        arguments("escaped", "/" + escaped("%2B", "%2F", "%3D"), "good"),
        arguments("escaped in lower case", "/" + escaped("%2b", "%2f", "%3d"), "good"),
        arguments("escaped twice", "/" + escaped("%252B", "%252F", "%253d"), "good"),
        arguments("every character escaped", "/" + everyCharacterEscaped(), "good"),
        arguments("two slashes in front", "//" + base64, "good"),
        arguments("nine slashes in front", "/".repeat(9) + base64, "good"),
        arguments("an escaped slash in front", "/%2F" + base64, "good"),
        arguments("a query behind", "/" + base64 + "?a=b/../c", "good"),
        arguments("more than 255 octets", "/" + longBase64(), "good"),
        arguments("no padding", "/" + base64.replace("=", ""), "error 1"),
        arguments("the URL-safe alphabet", "/" + urlSafe(), "error 1"),
        arguments("the URL-safe alphabet, no padding", "/" + urlSafe().replace("=", ""), "error 1"),
        arguments("+ that became a space", "/" + base64.replace("+", "%20"), "error 1"),
        arguments("a line break in it", "/" + base64.replaceFirst("/", "%0D%0A/"), "error 1"),
        arguments("escaped three times", "/" + escaped("%25252B", "/", "="), "error 1"),
        arguments("a character lost", "/" + base64.substring(1), "error 1"),
        arguments("cut off", "/" + base64.substring(0, 40), "error 1"),
        arguments("a slash behind", "/" + base64 + "/", "error 1"),
        arguments("no base64", "/not*base64", "error 1"),
        arguments("octets of no alphabet", "/%FF%00", "error 1"),
        arguments("base64 of no request", "/AAAA", "error 1"),
        arguments("what browsers ask for", "/favicon.ico", "error 1"),
        arguments("an escape that is none", "/" + base64 + "%zz", "HTTP 400"),
        arguments("an escape cut off", "/" + base64 + "%2", "HTTP 400"),
        arguments("a space in it", "/" + base64.replace("+", " "), "HTTP 400"),
        arguments("nothing to ask", "/", "HTTP 404"),
        arguments("8 KiB and more", "/" + base64.repeat(80), "HTTP 414"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("gets")
  void aGetHasOneOutcome(String name, String target, String outcome) throws Exception {
    assertThat(Judged.outcome(client.exchange(get(target)))).as(name).isEqualTo(outcome);
  }

  private static String get(String target) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  private static String escaped(String plus, String slash, String equals) {
    return base64.replace("+", plus).replace("/", slash).replace("=", equals);
  }

  private static String everyCharacterEscaped() {
    StringBuilder all = new StringBuilder();
    base64.chars().forEach(c -> all.append("%").append(Integer.toHexString(c)));
    return all.toString();
  }

  private static String urlSafe() {
    return base64.replace('+', '-').replace('/', '_');
  }

  private static String longBase64() {
    byte[] request =
        TestRequests.builder()
            .single(site.ca(), site.good().serial())
            .nonce(new byte[128])
            .extension("1.2.3.4", false, new byte[500])
            .der();
    return Base64.getEncoder().encodeToString(request);
  }

  static Stream<Arguments> posts() {
    String body = Client.text(der);
    String length = "Content-Length: " + der.length + "\r\n";
    String chunked = "Transfer-Encoding: chunked\r\n";
    return Stream.of(
        arguments("right", "Content-Type: application/ocsp-request\r\n" + length, body, "good"),
        arguments("another Content-Type", "Content-Type: text/html\r\n" + length, body, "good"),
        arguments("no Content-Type", length, body, "good"),
        arguments("a broken Content-Type", "Content-Type: ;;/\r\n" + length, body, "good"),
        arguments("in one chunk", chunked, chunk(body) + chunk(""), "good"),
        arguments("in a chunk for each octet", chunked, chunks(body) + chunk(""), "good"),
        arguments("chunked with a trailer", chunked, chunk(body) + "0\r\nA: b\r\n\r\n", "good"),
        arguments("its base64", "Content-Length: " + base64.length() + "\r\n", base64, "error 1"),
        arguments("nothing", "Content-Length: 0\r\n", "", "error 1"),
        arguments("no length at all", "", "", "error 1"),
        arguments("compressed", "Content-Encoding: gzip\r\n" + length, body, "HTTP 415"),
        arguments(
            "one octet over the limit",
            "Content-Length: 16385\r\n",
            body + "x".repeat(16385 - body.length()),
            "HTTP 413"),
        arguments("chunked over the limit", chunked, chunk("x".repeat(16385)), "HTTP 413"));
  }

  @ParameterizedTest(name = "{0}: {3}")
  @MethodSource("posts")
  void aPostHasOneOutcome(String name, String headers, String body, String outcome)
      throws Exception {
    assertThat(Judged.outcome(client.exchange(post(headers, body)))).as(name).isEqualTo(outcome);
  }

  private static String post(String headers, String body) {
    return "POST / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
  }

  private static String chunk(String content) {
    return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
  }

  private static String chunks(String content) {
    StringBuilder all = new StringBuilder();
    content.chars().forEach(c -> all.append(chunk(String.valueOf((char) c))));
    return all.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "QUERY"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    byte[] post = HttpConnection.post(site.uri(), der);
    byte[] get = HttpConnection.get(site.uri(), der);

    for (byte[] request : new byte[][] {post, get}) {
      String changed = Client.text(request).replaceFirst("^(POST|GET)", method);
      assertThat(Judged.outcome(client.exchange(changed))).isEqualTo("HTTP 405");
    }
  }

  @Test
  void noneOfThemLeavesAnythingBehind() throws Exception {
    List<String> gets = gets().map(row -> get((String) row.get()[1])).toList();
    List<String> posts =
        posts().map(row -> post((String) row.get()[1], (String) row.get()[2])).toList();
    new ResourceWatch(running, site)
        .attacked(
            () -> {
              for (String request : gets) {
                assertThat(client.exchange(request).body()).isNotEmpty();
              }
              for (String request : posts) {
                assertThat(client.exchange(request).body()).isNotEmpty();
              }
            });
  }
}
