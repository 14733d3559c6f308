package io.camelocsp.karaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.camelocsp.config.ConfigurationEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("JdkObsolete") // the Config Admin hands a Dictionary
class CfgReaderTest {
  @TempDir Path etc;

  private final CfgReader reader = new CfgReader(Path.of("/karaf/data"));

  @Test
  void takesLinesFromTheFileAndValuesFromTheConfigAdmin() throws Exception {
    Path cfg = write("io.camelocsp.cfg", "# comment\nocsp.b = ${x}/1\nocsp.a = 2\n");

    WrittenConfiguration written =
        reader.read("io.camelocsp", properties(cfg, Map.of("ocsp.a", "2", "ocsp.b", "resolved/1")));

    assertThat(written.entries())
        .extracting(ConfigurationEntry::key, ConfigurationEntry::value, e -> e.origin().toString())
        .containsExactly(
            tuple("ocsp.b", "resolved/1", cfg + ":2"), tuple("ocsp.a", "2", cfg + ":3"));
  }

  @Test
  void hasNoKeysWhereOnlyTheConfigAdminsAreThere() throws Exception {
    Path cfg = write("io.camelocsp.cfg", "#ocsp.a = 2\n");
    Hashtable<String, Object> properties = properties(cfg, Map.of());
    properties.put("service.pid", "io.camelocsp");

    assertThat(reader.read("io.camelocsp", properties).isEmpty()).isTrue();
  }

  @Test
  void keepsWhatLooksWrongInTheText() throws Exception {
    Path cfg = write("io.camelocsp.cfg", "ocsp.a = 1\nocsp.a = 2\n");

    WrittenConfiguration written =
        reader.read("io.camelocsp", properties(cfg, Map.of("ocsp.a", "2")));

    assertThat(written.problems()).singleElement().asString().contains(":2", "also in line 1");
    assertThat(written.entries()).singleElement().hasToString(cfg + ":2: ocsp.a");
  }

  @Test
  void looksAgainAtAFileThatIsBeingSaved() throws Exception {
    Path cfg = write("io.camelocsp.cfg", "");
    Thread saving = new Thread(() -> save(cfg, "ocsp.a = 1\n"));
    saving.start();

    WrittenConfiguration written =
        reader.read("io.camelocsp", properties(cfg, Map.of("ocsp.a", "1")));

    saving.join();
    assertThat(written.entries()).singleElement().hasToString(cfg + ":1: ocsp.a");
  }

  @Test
  void namesAnInstallationAndItsDataAfterItsFile() throws Exception {
    Path cfg = write("io.camelocsp-lab.cfg", "ocsp.a = 1\n");

    WrittenConfiguration written =
        reader.read("io.camelocsp~whatever", properties(cfg, Map.of("ocsp.a", "1")));

    assertThat(written.name()).isEqualTo("camel-ocsp-lab");
    assertThat(written.effectiveEntries())
        .last()
        .returns("ocsp.data.directory", ConfigurationEntry::key)
        .returns("/karaf/data/camel-ocsp-lab", ConfigurationEntry::value);
  }

  @Test
  void namesAnInstallationWithoutAFileAfterItsPid() {
    Hashtable<String, Object> properties = new Hashtable<>(Map.of("ocsp.a", "1"));

    assertThat(reader.read("io.camelocsp", properties).name()).isEqualTo("camel-ocsp");
    assertThat(reader.read("io.camelocsp~lab", properties).name()).isEqualTo("camel-ocsp-lab");
    assertThat(reader.read("io.camelocsp~lab", properties).entries())
        .singleElement()
        .hasToString("configuration io.camelocsp~lab: ocsp.a");
  }

  @Test
  void leavesADataDirectoryThatIsWritten() {
    Hashtable<String, Object> properties = new Hashtable<>(Map.of("ocsp.data.directory", "/d"));

    assertThat(reader.read("io.camelocsp", properties).effectiveEntries())
        .singleElement()
        .returns("/d", ConfigurationEntry::value);
  }

  private Path write(String name, String text) throws Exception {
    return Files.writeString(etc.resolve(name), text);
  }

  private static void save(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Hashtable<String, Object> properties(Path file, Map<String, String> values) {
    Hashtable<String, Object> properties = new Hashtable<>(values);
    properties.put("felix.fileinstall.filename", file.toUri().toString());
    return properties;
  }
}
