package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://0.0.0.0:8080/ocsp, http://0.0.0.0:8080/ocsp",
    "HTTP://OCSP.Example/A, http://ocsp.example:80/A",
    "http://127.0.0.1:8080, http://127.0.0.1:8080/",
    "http://[::1]:80/a/b/, http://[::1]:80/a/b"
  })
  void givesEqualUrlsOneForm(String text, String expected) throws Exception {
    assertThat(HttpUrl.parse(text)).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://h/ | https is not served in this version",
        "ftp://h/ | a URL here starts with http://",
        "/ocsp | a URL here starts with http://",
        "127.0.0.1:8080 | not a URL",
        "http://h:0/ | port 0 is not from 1 to 65535",
        "http://h:65536/ | port 65536 is not from 1 to 65535",
        "http://h:port/ | no host and port can be read from it",
        "http://a_b:80/ | no host and port can be read from it",
        "http:///x | no host and port can be read from it",
        "http:x | no host and port can be read from it",
        "http://u:p@h/ | a URL here has no user or password",
        "http://h/?a=b | a URL here has no '?' or '#'",
        "http://h/#x | a URL here has no '?' or '#'",
        "http://h/.ping | /.ping answers load balancers on every listener"
      })
  void saysWhyItRefusesAUrl(String text, String reason) {
    BadValueException refusal =
        assertThrows(BadValueException.class, () -> HttpUrl.parse(text.strip()));

    assertThat(refusal.reason()).isEqualTo(reason.strip());
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/a//b",
    "http://h/a%2Fb",
    "http://h/a+b",
    "http://h/a/../b",
    "http://h/..",
    "http://h/."
  })
  void refusesPathsWithMoreThanOneSpelling(String text) {
    BadValueException refusal = assertThrows(BadValueException.class, () -> HttpUrl.parse(text));

    assertThat(refusal.reason()).startsWith("a path here is made of");
  }
}
