package io.camelocsp.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  @TempDir Path directory;

  @Test
  void replacesWhatIsThereAndWhatACrashLeft() throws Exception {
    Path file = Files.writeString(directory.resolve("position"), "a long old content");
    Files.writeString(directory.resolve("position.new"), "half of what was written bef");

    DurableFile.replace(file, "new".getBytes(US_ASCII));

    assertThat(file).hasContent("new");
    try (var all = Files.list(directory)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void leavesTheOldContentWhereTheNewCannotBeWritten() throws Exception {
    Path file = Files.writeString(directory.resolve("position"), "old");
    Files.createDirectory(directory.resolve("position.new"));

    assertThatThrownBy(() -> DurableFile.replace(file, "new".getBytes(US_ASCII)))
        .hasMessageContaining("position.new");

    assertThat(file).hasContent("old");
  }

  @Test
  void aFileHasItsModeFromTheBeginning() throws Exception {
    Path file = directory.resolve("key");

    Files.createFile(file, DurableFile.mode(file, "rw-------"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsNotThereCannotBeForced() {
    assertThatThrownBy(() -> DurableFile.force(directory.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
