package io.camelocsp.testkit;

import java.math.BigInteger;
import java.util.Base64;
import java.util.List;

/**
 * One good question of a {@link TestSite} in every wrapping HTTP has for it, with the one outcome
 * each has: the status of the certificate, {@code error N} of OCSP, or {@code HTTP N}. Immutable.
 */
public final class HttpWrappings {
  private final TestSite site;
  private final byte[] der;

  /** Of the same request; it holds every character that is awkward in a path. */
  private final String base64;

  /**
   * @param site whose {@code good} is asked about
   */
  public HttpWrappings(TestSite site) {
    this.site = site;
    this.der = awkward(site);
    this.base64 = Base64.getEncoder().encodeToString(der);
  }

  /**
   * One wrapping.
   *
   * @param name what is special about it
   * @param request everything that is sent, one character for each octet
   * @param outcome what comes back
   */
  public record Wrapping(String name, String request, String outcome) {
    @Override
    public String toString() {
      return name + ": " + outcome;
    }
  }

  /** The request itself in DER. */
  public byte[] der() {
    return der.clone();
  }

  /** By GET. */
  public List<Wrapping> gets() {
    return List.of(
        get("as it is", "/" + base64, "good"),
        get("escaped", "/" + escaped("%2B", "%2F", "%3D"), "good"),
        get("escaped in lower case", "/" + escaped("%2b", "%2f", "%3d"), "good"),
        get("escaped twice", "/" + escaped("%252B", "%252F", "%253d"), "good"),
        get("every character escaped", "/" + everyCharacterEscaped(), "good"),
        get("two slashes in front", "//" + base64, "good"),
        get("nine slashes in front", "/".repeat(9) + base64, "good"),
        get("an escaped slash in front", "/%2F" + base64, "good"),
        get("a query behind", "/" + base64 + "?a=b/../c", "good"),
        get("more than 255 octets", "/" + longBase64(), "good"),
        get("no padding", "/" + base64.replace("=", ""), "error 1"),
        get("the URL-safe alphabet", "/" + urlSafe(), "error 1"),
        get("the URL-safe alphabet, no padding", "/" + urlSafe().replace("=", ""), "error 1"),
        get("+ that became a space", "/" + base64.replace("+", "%20"), "error 1"),
        get("a line break in it", "/" + base64.replaceFirst("/", "%0D%0A/"), "error 1"),
        get("escaped three times", "/" + escaped("%25252B", "/", "="), "error 1"),
        get("a character lost", "/" + base64.substring(1), "error 1"),
        get("cut off", "/" + base64.substring(0, 40), "error 1"),
        get("a slash behind", "/" + base64 + "/", "error 1"),
        get("no base64", "/not*base64", "error 1"),
        get("octets of no alphabet", "/%FF%00", "error 1"),
        get("base64 of no request", "/AAAA", "error 1"),
        get("what browsers ask for", "/favicon.ico", "error 1"),
        get("an escape that is none", "/" + base64 + "%zz", "HTTP 400"),
        get("an escape cut off", "/" + base64 + "%2", "HTTP 400"),
        get("a space in it", "/" + base64.replace("+", " "), "HTTP 400"),
        get("nothing to ask", "/", "HTTP 404"),
        get("8 KiB and more", "/" + base64.repeat(80), "HTTP 414"));
  }

  /** By POST. */
  public List<Wrapping> posts() {
    String body = Client.text(der);
    String length = "Content-Length: " + der.length + "\r\n";
    String chunked = "Transfer-Encoding: chunked\r\n";
    return List.of(
        post("right", "Content-Type: application/ocsp-request\r\n" + length, body, "good"),
        post("another Content-Type", "Content-Type: text/html\r\n" + length, body, "good"),
        post("no Content-Type", length, body, "good"),
        post("a broken Content-Type", "Content-Type: ;;/\r\n" + length, body, "good"),
        post("in one chunk", chunked, chunk(body) + chunk(""), "good"),
        post("in a chunk for each octet", chunked, chunks(body) + chunk(""), "good"),
        post("chunked with a trailer", chunked, chunk(body) + "0\r\nA: b\r\n\r\n", "good"),
        post("its base64", "Content-Length: " + base64.length() + "\r\n", base64, "error 1"),
        post("nothing", "Content-Length: 0\r\n", "", "error 1"),
        post("no length at all", "", "", "error 1"),
        post("compressed", "Content-Encoding: gzip\r\n" + length, body, "HTTP 415"),
        post(
            "one octet over the limit",
            "Content-Length: 16385\r\n",
            body + "x".repeat(16385 - body.length()),
            "HTTP 413"),
        post("chunked over the limit", chunked, chunk("x".repeat(16385)), "HTTP 413"));
  }

  /** A request whose nonce makes its base64 hold {@code +}, {@code //} and {@code =}. */
  private static byte[] awkward(TestSite site) {
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

  private static Wrapping get(String name, String target, String outcome) {
    return new Wrapping(name, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n", outcome);
  }

  private static Wrapping post(String name, String headers, String body, String outcome) {
    return new Wrapping(
        name, "POST / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body, outcome);
  }

  private String escaped(String plus, String slash, String equals) {
    return base64.replace("+", plus).replace("/", slash).replace("=", equals);
  }

  private String everyCharacterEscaped() {
    StringBuilder all = new StringBuilder();
    base64.chars().forEach(c -> all.append("%").append(Integer.toHexString(c)));
    return all.toString();
  }

  private String urlSafe() {
    return base64.replace('+', '-').replace('/', '_');
  }

  private String longBase64() {
    byte[] request =
        TestRequests.builder()
            .single(site.ca(), site.good().serial())
            .nonce(new byte[128])
            .extension("1.2.3.4", false, new byte[500])
            .der();
    return Base64.getEncoder().encodeToString(request);
  }

  private static String chunk(String content) {
    return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
  }

  private static String chunks(String content) {
    StringBuilder all = new StringBuilder();
    content.chars().forEach(c -> all.append(chunk(String.valueOf((char) c))));
    return all.toString();
  }
}
