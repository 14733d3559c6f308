package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of the documentation has the keys that the records have. When this fails, put the text
 * that it expects between the two marks of the page.
 */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final String BEGIN =
      "<!-- keys: made from the records, kept equal by ConfigurationPageTest -->";
  private static final String END = "<!-- end of keys -->";

  @Test
  void tellsEveryKeyAsTheRecordsHaveIt() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();

    assertThat(page.substring(begin, page.indexOf(END)).strip())
        .isEqualTo(ConfigurationTables.text());
  }
}
