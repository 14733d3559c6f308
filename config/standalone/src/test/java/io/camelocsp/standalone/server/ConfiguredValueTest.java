package io.camelocsp.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredValueTest {
  private static final String KEY = "ocsp.log.format";

  @TempDir private Path directory;

  private Path file(String... lines) throws IOException {
    return Files.write(directory.resolve("ocsp.properties"), List.of(lines));
  }

  @Test
  void theLastOfSeveralCounts() throws Exception {
    assertThat(ConfiguredValue.of(file(KEY + " = text", KEY + " = json"), KEY)).isEqualTo("json");
    assertThat(ConfiguredValue.of(file("other = json"), KEY)).isNull();
  }

  @Test
  void aPlaceholderMayNameAnotherKeyOfTheFile() throws Exception {
    Path file = file("lines = json", KEY + " = {{env:CAMEL_OCSP_NOT_SET:{{lines}}}}");

    assertThat(ConfiguredValue.of(file, KEY)).isEqualTo("json");
    assertThat(ConfiguredValue.resolved(file, "{{lines}}")).isEqualTo("json");
  }
}
