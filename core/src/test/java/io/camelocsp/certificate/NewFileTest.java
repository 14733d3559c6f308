package io.camelocsp.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFileTest {
  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir Path directory;

  @Test
  void writesPrivateFileForItsOwnerOnly() throws IOException {
    Path file = directory.resolve("key.pem");
    Assumptions.assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"));

    NewFile.writePrivate(file, CONTENT);

    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void neverOverwrites() throws IOException {
    Path file = Files.writeString(directory.resolve("key.pem"), "precious");

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> NewFile.writePrivate(file, CONTENT));
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> NewFile.write(file, CONTENT));
    assertThat(file).hasContent("precious");
  }

  @Test
  void doesNotFollowDanglingLink() throws IOException {
    Path target = directory.resolve("elsewhere");
    Path link = Files.createSymbolicLink(directory.resolve("key.pem"), target);

    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> NewFile.writePrivate(link, CONTENT));
    assertThat(target).doesNotExist();
  }
}
