package io.camelocsp.processors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * What tells a file from another one under the same name, and from itself after a change. Two marks
 * are equal if nobody has replaced the file or written to it in between. Immutable.
 *
 * @param key the file system's own name for the file (device and inode); null where it has none
 * @param size in octets
 * @param modified when it was last written to, by the clock of whoever wrote
 */
public record FileMark(@Nullable Object key, long size, FileTime modified) {

  /**
   * The mark of the file that the path leads to now.
   *
   * @throws IOException if there is none, or its attributes cannot be read
   */
  public static FileMark of(Path path) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileMark(now.fileKey(), now.size(), now.lastModifiedTime());
  }

  /** Whether the path still leads to this very file, unchanged. */
  public boolean isStillAt(Path path) {
    try {
      return equals(of(path));
    } catch (IOException e) {
      return false;
    }
  }
}
