package io.camelocsp.billing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a journal's file for appending; not thread-safe. */
final class JournalFile {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);
  private static final byte LINE_FEED = '\n';

  private JournalFile() {}

  /**
   * Creates the file and its directories if they are missing (not readable for everyone: it says
   * who asked about whom), and cuts off a line that a killed process left without its end: half a
   * record bills nobody, and would make the file unreadable for others.
   */
  static FileChannel open(Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      Files.createDirectories(directory);
    }
    FileChannel channel =
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), rights(file));
    try {
      cutHalfLine(file);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static FileAttribute<?>[] rights(Path file) {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"))
    };
  }

  private static void cutHalfLine(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size();
      long whole = endOfLastLine(channel, size);
      if (whole < size) {
        channel.truncate(whole);
        LOG.warn(
            "{} ended in half a record, left by a process that was killed or a disk that was full:"
                + " {} octets cut off",
            file,
            size - whole);
      }
    }
  }

  private static long endOfLastLine(FileChannel channel, long size) throws IOException {
    ByteBuffer octet = ByteBuffer.allocate(1);
    for (long end = size; end > 0; end--) {
      octet.clear();
      if (channel.read(octet, end - 1) == 1 && octet.get(0) == LINE_FEED) {
        return end;
      }
    }
    return 0;
  }
}
