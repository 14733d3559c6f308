package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which camel-ocsp may use a data directory: seen as the directory is locked. */
class DataVersionTest {
  @TempDir private Path directory;

  private Path file() {
    return directory.resolve("version");
  }

  private void use(DataVersion by) throws IOException {
    DataDirectory.lock(directory, by).close();
  }

  private void use() throws IOException {
    DataDirectory.lock(directory).close();
  }

  private static String text(int format, int readableBy, String writtenBy) {
    return "format = %d\nreadable-by = %d\nwritten-by = %s\n"
        .formatted(format, readableBy, writtenBy);
  }

  @Test
  void aNewDirectorySaysWhoMayUseIt() throws Exception {
    use();

    assertThat(file())
        .content()
        .endsWith(text(DataVersion.FORMAT, DataVersion.READABLE_BY, ProductVersion.text()))
        .startsWith("# ");
    assertThat(ProductVersion.text()).matches("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)?");
  }

  @Test
  void aDirectoryFromBeforeTheFileIsUsedAndSaysSoFromThenOn() throws Exception {
    Files.createDirectories(directory.resolve("lists"));
    Files.writeString(directory.resolve("lock"), "");

    use();

    assertThat(file()).content().contains("format = " + DataVersion.FORMAT);
  }

  @Test
  void anOlderFormatIsUsedAndRaised() throws Exception {
    Files.writeString(file(), text(1, 1, "0.0.9"));

    use();

    assertThat(file())
        .content()
        .endsWith(text(DataVersion.FORMAT, DataVersion.READABLE_BY, ProductVersion.text()));
  }

  /** What the next version will write: this one must leave it in place for that one's return. */
  @Test
  void oneStepBackUsesTheDirectoryAndLeavesItsFormat() throws Exception {
    use();
    DataVersion next = new DataVersion(DataVersion.FORMAT + 1, DataVersion.FORMAT, "9.9.9");
    use(next);
    String raised = Files.readString(file());
    assertThat(raised).contains("written-by = 9.9.9");

    try (Logs logs = new Logs()) {
      use();

      assertThat(logs.lines())
          .anyMatch(
              line ->
                  line.startsWith("WARN ")
                      && line.contains("newer camel-ocsp 9.9.9")
                      && line.contains("can use it too"));
    }
    assertThat(file()).hasContent(raised);
    use(next);
    assertThat(file()).hasContent(raised);
  }

  /** What the first version of camel-ocsp, which knows no such file, does with a directory. */
  @Test
  void whatThisVersionWritesIsReadableByTheOneBefore() throws Exception {
    use();

    use(new DataVersion(DataVersion.FORMAT - 1, 1, "the one before"));
  }

  @Test
  void aNewerFormatIsRefusedByNameWithWhatToDo() throws Exception {
    String newer = text(DataVersion.FORMAT + 2, DataVersion.FORMAT + 1, "9.9.9");
    Files.writeString(file(), newer);

    assertThatThrownBy(this::use)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(
            directory.toString(),
            "camel-ocsp 9.9.9, whose format " + (DataVersion.FORMAT + 2),
            "this camel-ocsp " + ProductVersion.text() + " cannot read",
            "start camel-ocsp 9.9.9 or later again");
    assertThat(file()).hasContent(newer);
  }

  @Test
  void aRefusedDirectoryIsLeftUnlocked() throws Exception {
    Files.writeString(file(), text(DataVersion.FORMAT + 2, DataVersion.FORMAT + 1, "9.9.9"));
    assertThatThrownBy(this::use).isInstanceOf(IOException.class);

    use(new DataVersion(DataVersion.FORMAT + 2, DataVersion.FORMAT + 1, "9.9.9"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "format = 2\n",
        "format = two\nreadable-by = 1\n",
        "format = 2\nreadable-by = -1\n",
        "format = 99999999999\nreadable-by = 1\n",
        "format = \\u00zz\nreadable-by = 1\n"
      })
  void whatSaysNothingIsRefusedRatherThanGuessed(String content) throws Exception {
    Files.writeString(file(), content);

    assertThatThrownBy(this::use)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll(file().toString(), "put it back from a copy");
    assertThat(file()).hasContent(content);
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws Exception {
    Files.write(file(), new byte[] {(byte) 0xFF, 0x0A, (byte) 0xC0});
    assertThatThrownBy(this::use).hasMessageContaining("put it back from a copy");
    Files.write(file(), new byte[5000]);
    assertThatThrownBy(this::use).hasMessageContaining("put it back from a copy");
  }
}
