package io.camelocsp.certificate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/**
 * Writes files that did not exist before, durably. An existing file is never touched: overwriting a
 * signer's key cannot be undone. Stateless.
 */
public final class NewFile {
  private NewFile() {}

  /**
   * Writes a file with the usual rights.
   *
   * @throws FileAlreadyExistsException if there is one of this name, a dangling link included
   */
  public static void write(Path file, byte[] content) throws IOException {
    create(file, content);
  }

  /**
   * Writes a file that only its owner may read (mode 0600 from its first moment on, where the file
   * system has modes).
   *
   * @throws FileAlreadyExistsException if there is one of this name, a dangling link included
   */
  public static void writePrivate(Path file, byte[] content) throws IOException {
    create(file, content, DurableFile.mode(file, "rw-------"));
  }

  private static void create(Path file, byte[] content, FileAttribute<?>... attributes)
      throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }
}
