package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A runtime that takes a test site's keys serves the same as one that takes its file. */
class TestSiteKeysTest {

  @Test
  void meanTheSameElsewhere(@TempDir Path directory, @TempDir Path elsewhere) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256, "ocsp.lists.db.from = index.txt");
    site.configure("ocsp.lists.db.issuer = site", "ocsp.lists.db.validity = 1h");
    Files.writeString(site.path("index.txt"), "");
    List<String> lines =
        site.keys().entrySet().stream().map(key -> key.getKey() + " = " + key.getValue()).toList();
    Path moved = Files.write(elsewhere.resolve("ocsp.properties"), lines);

    assertThat(configuration(moved)).isEqualTo(configuration(site.configuration()));
  }

  private static OcspConfiguration configuration(Path file) throws Exception {
    return ConfigurationLoader.loadFile(file, List.of(), ValueResolver.NONE).configuration();
  }
}
