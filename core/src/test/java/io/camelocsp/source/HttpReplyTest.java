package io.camelocsp.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HttpReplyTest {
  private static final URI ASKED = URI.create("https://crl.example/a/ca.crl");

  @Test
  void validatorsAreKeptAsWritten() throws Exception {
    HttpReply reply =
        HttpReply.of(ASKED, false, new HttpReply.Head(200, null, null, "W/\"x\"", "Tue, 1 Jan"));
    assertThat(reply).isEqualTo(new HttpReply.Body(new Validators("W/\"x\"", "Tue, 1 Jan")));
  }

  @Test
  void validatorsThatWouldSplitAHeaderAreForgotten() {
    assertThat(new Validators("\"a\"\r\nX: y", "a\u0000b")).isEqualTo(Validators.NONE);
    assertThat(new Validators("x".repeat(1_001), " ")).isEqualTo(Validators.NONE);
  }

  @Test
  void relativeRedirectsStartAtWhatWasAskedAndLoseTheirFragment() throws Exception {
    assertThat(HttpReply.of(ASKED, false, head(302, "../b.crl#x", null)))
        .isEqualTo(new HttpReply.Redirect(URI.create("https://crl.example/b.crl")));
  }

  @Test
  void unusableRedirectsAreRefused() {
    assertRefused(head(301, null, null), "without saying where");
    assertRefused(head(301, "https://user@evil.example/", null), "without saying where");
    assertRefused(head(301, "ht tp://", null), "no URL");
  }

  @Test
  void unexpectedRepliesAreRefused() {
    assertRefused(head(304, null, null), "without a condition");
    assertRefused(head(206, null, null), "it answers 206");
    assertRefused(head(204, null, null), "it answers 204");
    assertRefused(head(401, null, null), "username or password");
    assertRefused(head(200, null, "GZip\u001b[31m"), "Content-Encoding: gzip?[31m");
  }

  @Test
  void identityIsNoCompression() throws Exception {
    assertThat(HttpReply.of(ASKED, false, head(200, null, "identity")))
        .isInstanceOf(HttpReply.Body.class);
  }

  @Test
  void redirectPoliciesNeverLeaveTlsOrHttp() {
    URI http = URI.create("http://crl.example/x");
    URI elsewhere = URI.create("https://other.example/x");
    URI file = URI.create("ftp://crl.example/x");
    assertThat(RedirectPolicy.ANY.follows(ASKED, http)).isFalse();
    assertThat(RedirectPolicy.ANY.follows(ASKED, file)).isFalse();
    assertThat(RedirectPolicy.ANY.follows(ASKED, elsewhere)).isTrue();
    assertThat(RedirectPolicy.SAME_HOST.follows(ASKED, elsewhere)).isFalse();
    assertThat(RedirectPolicy.SAME_HOST.follows(http, ASKED)).isTrue();
    assertThat(RedirectPolicy.NONE.follows(ASKED, ASKED)).isFalse();
  }

  @Property(tries = 500)
  void anyReplyIsJudgedOrRefused(
      @ForAll @IntRange(max = 999) int status,
      @ForAll boolean conditional,
      @ForAll String location,
      @ForAll String other) {
    try {
      HttpReply reply =
          HttpReply.of(
              ASKED, conditional, new HttpReply.Head(status, location, other, other, other));
      if (reply instanceof HttpReply.Redirect redirect) {
        assertThat(redirect.to().getHost()).isNotNull();
        assertThat(redirect.to().getRawUserInfo()).isNull();
      }
    } catch (FetchException e) {
      assertThat(e.getMessage()).matches("[\\x20-\\x7e…]+");
    }
  }

  private static HttpReply.Head head(
      int status, @Nullable String location, @Nullable String encoding) {
    return new HttpReply.Head(status, location, encoding, null, null);
  }

  private static void assertRefused(HttpReply.Head head, String text) {
    assertThatThrownBy(() -> HttpReply.of(ASKED, false, head))
        .isInstanceOf(FetchException.class)
        .hasMessageContaining(text);
  }
}
