package io.camelocsp.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PropertyFileTest {
  @TempDir Path directory;

  @Test
  void numbersTheFirstLineOfEachKey() {
    PropertyFile file =
        parse("# comment\n\nocsp.a = 1\r\nocsp.b: 2, \\\n   3\r! comment\rocsp.c 4");

    assertThat(file.entries())
        .extracting(entry -> entry.origin() + " " + entry.key() + "|" + entry.value())
        .containsExactly("p:3 ocsp.a|1", "p:4 ocsp.b|2, 3", "p:7 ocsp.c|4");
    assertThat(file.problems()).isEmpty();
  }

  @Test
  void keepsDuplicatesAndWarns() {
    PropertyFile file = parse("ocsp.a = 1\nocsp.b = 2\nocsp.a = 3");

    assertThat(file.entries()).hasSize(3);
    assertThat(file.problems()).hasSize(1);
    assertThat(file.problems().get(0).text())
        .startsWith("p:3: warning: ocsp.a\n")
        .contains("the key is also in line 1; this line counts");
  }

  @Test
  void warnsOfACommentAfterAValueWithoutTellingTheValue() {
    PropertyFile file = parse("ocsp.signer.a.password = 1234   # the old one");

    assertThat(file.entries().get(0).value()).isEqualTo("1234   # the old one");
    assertThat(file.problems()).hasSize(1);
    assertThat(file.problems().get(0).text())
        .startsWith("p:1: warning: ocsp.signer.a.password\n")
        .contains("put the comment on a line of its own")
        .doesNotContain("1234");
  }

  @Test
  void doesNotTakeAHashInsideAWordForAComment() {
    assertThat(parse("ocsp.a = x#y\ncamel.beans.x = #class:y").problems()).isEmpty();
  }

  @Test
  void refusesABrokenUnicodeEscapeAndGoesOn() {
    PropertyFile file = parse("ocsp.a = C:\\users\nocsp.b = \\u0041");

    assertThat(file.entries()).extracting(ConfigurationEntry::value).containsExactly("A");
    assertThat(file.problems()).hasSize(1);
    assertThat(file.problems().get(0).text())
        .startsWith("p:1: error: ocsp.a\n")
        .contains("write a backslash as \\\\");
  }

  @Test
  void refusesALineInAnotherEncoding() {
    PropertyFile file = PropertyFile.parse("ocsp.a = 1\nocsp.b = é".getBytes(ISO_8859_1), "p");

    assertThat(file.problems()).hasSize(1);
    assertThat(file.problems().get(0).text()).startsWith("p:2: error: ocsp.b\n").contains("UTF-8");
  }

  @Test
  void doesNotMindACommentInAnotherEncoding() {
    PropertyFile file = PropertyFile.parse("# é\nocsp.a = 1".getBytes(ISO_8859_1), "p");

    assertThat(file.problems()).isEmpty();
    assertThat(file.entries()).hasSize(1);
  }

  @Test
  void skipsAByteOrderMark() {
    assertThat(parse("\uFEFFocsp.a = é").entries())
        .extracting(ConfigurationEntry::key, ConfigurationEntry::value)
        .containsExactly(Tuple.tuple("ocsp.a", "é"));
  }

  @Test
  void refusesAFileThatIsTooLong() throws IOException {
    Path file = directory.resolve("long.properties");
    Files.write(file, new byte[PropertyFile.MAX_SIZE + 1]);

    assertThatThrownBy(() -> PropertyFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than 1048576");
  }

  @Test
  void anEntryNeverPrintsItsValue() {
    assertThat(parse("ocsp.signer.a.password = 1234").entries().get(0))
        .hasToString("p:1: ocsp.signer.a.password");
  }

  private static PropertyFile parse(String text) {
    return PropertyFile.parse(text.getBytes(UTF_8), "p");
  }
}
