package io.camelocsp.certificate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** What it takes until files and their names outlive a loss of power. Stateless. */
public final class DurableFile {
  private DurableFile() {}

  /**
   * Replaces a small file as a whole: whoever looks sees the old or the new content, and so does
   * the next start after a crash at any moment. For one process: the new content is first written
   * to {@code FILE.new}.
   */
  public static void replace(Path file, byte[] content) throws IOException {
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    ByteBuffer octets = ByteBuffer.wrap(content);
    try (FileChannel channel =
        FileChannel.open(
            whole,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      while (octets.hasRemaining()) {
        channel.write(octets);
      }
      channel.force(true);
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceNames(Objects.requireNonNull(file.toAbsolutePath().getParent()));
  }

  /** Returns once the file's content is on the disk. */
  public static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /** Returns once the names in the directory are on the disk. */
  public static void forceNames(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * The mode of a file or directory from its first moment on, to be given where it is created.
   *
   * @param where it will be; empty where that file system has no modes
   * @param mode e.g. {@code rw-------}
   */
  public static FileAttribute<?>[] mode(Path where, String mode) {
    if (!where.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
    };
  }
}
