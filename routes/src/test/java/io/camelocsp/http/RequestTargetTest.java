package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/?, /",
    "//, //",
    "/a?b?c, /a",
    "/a%2Fb, /a%2Fb",
    "http://h, /",
    "http://h/, /",
    "https://h:1/a/b?c, /a/b",
    "hTTp://h?x/y, /",
    "http://, /"
  })
  void takesThePath(String target, String path) {
    assertThat(RequestTarget.path(target)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "*", "h:443", "httpx://h/", "/%", "/%a", "/%g0", "/a#", "/ "})
  void refusesWhatIsNoPath(String target) {
    assertThat(RequestTarget.path(target)).isNull();
  }

  @Property
  void decidesAboutAnyTextAndChangesNothing(@ForAll String text) {
    String path = RequestTarget.path("/" + text);
    if (path != null) {
      assertThat("/" + text).startsWith(path);
      assertThat(URI.create("http://h" + path).getRawPath()).isEqualTo(path);
    }
  }

  @Property
  void takesAnyPercentEncodedOctets(
      @ForAll @CharRange(from = 0, to = 255) @StringLength(max = 50) String octets) {
    StringBuilder target = new StringBuilder("/");
    octets.chars().forEach(c -> target.append(String.format(Locale.ROOT, "%%%02x", c)));
    assertThat(RequestTarget.path(target.toString())).isEqualTo(target.toString());
  }

  @Property
  void takesAnyBase64(
      @ForAll
          @CharRange(from = 'a', to = 'z')
          @CharRange(from = 'A', to = 'Z')
          @CharRange(from = '0', to = '9')
          @Chars({'+', '/', '='})
          String base64) {
    assertThat(RequestTarget.path("/" + base64)).isEqualTo("/" + base64);
  }
}
