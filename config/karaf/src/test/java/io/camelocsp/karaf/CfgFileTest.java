package io.camelocsp.karaf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The cfg that the feature installs says what the reference file says, and starts nothing. */
class CfgFileTest {
  private static final Path CFG = Path.of("src", "main", "cfg", "io.camelocsp.cfg");
  private static final Path REFERENCE = Path.of("..", "reference", "ocsp.properties");

  @Test
  void hasTheKeysAndValuesOfTheReferenceFileInItsOrder() throws IOException {
    Map<String, String> expected = keys(REFERENCE);
    // Karaf keeps data elsewhere than beside the cfg.
    expected.replace("ocsp.data.directory", "${karaf.data}/camel-ocsp");
    expected.replace("ocsp.billing.journal", "${karaf.data}/camel-ocsp/billing/billing.jsonl");
    expected.replace("ocsp.audit.directory", "${karaf.data}/camel-ocsp/audit");
    expected.replace("ocsp.exchange-log.directory", "${karaf.data}/camel-ocsp/exchanges");

    assertThat(keys(CFG)).containsExactlyEntriesOf(expected);
  }

  @Test
  void hasNoActiveKey() throws IOException {
    Properties active = new Properties();
    active.load(Files.newBufferedReader(CFG));

    assertThat(active).isEmpty();
  }

  private static Map<String, String> keys(Path file) throws IOException {
    Map<String, String> keys = new LinkedHashMap<>();
    List<String> lines = Files.readAllLines(file);
    for (String line : lines) {
      String key = line.replaceFirst("^#(?: or: )?", "");
      if (key.startsWith("ocsp.")) {
        String[] parts = key.split("\\s*=\\s*", 2);
        keys.put(parts[0], parts[1]);
      }
    }
    return keys;
  }
}
