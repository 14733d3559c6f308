package io.camelocsp.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

/** The foreign decoder is {@link Properties}. */
class PropertyFileEqualsJavaTest {

  @Property(tries = 3000)
  void readsTheSameKeysAndValues(
      @ForAll
          @StringLength(max = 60)
          @CharRange(from = 'a', to = 'b')
          @Chars({' ', '\t', '\f', '\r', '\n', '\\', '=', ':', '#', '!', '\u00e9'})
          String text)
      throws IOException {
    Properties expected = new Properties();
    expected.load(new StringReader(text));

    Map<String, String> actual = new HashMap<>();
    PropertyFile.parse(text.getBytes(UTF_8), "p")
        .entries()
        .forEach(entry -> actual.put(entry.key(), entry.value()));

    // a file that ends in a lone backslash has an empty key for Java, and nothing for us
    expected.remove("");
    actual.remove("");
    assertThat(actual).isEqualTo(expected);
  }
}
