package io.camelocsp.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A real file system (tmpfs) of little space, to be filled and freed again. Only root may make one,
 * and not in every container; tests are skipped otherwise, loudly.
 */
public final class SmallDisk implements AutoCloseable {
  private static final Tool MOUNT = new Tool("mount", "--version");
  private static final Tool UNMOUNT = new Tool("umount", "--version");
  private static final int BLOCK = 4096;

  private final Path directory;

  private SmallDisk(Path directory) {
    this.directory = directory;
  }

  /**
   * Mounts it, or skips the test.
   *
   * @param directory an existing, empty directory
   */
  public static SmallDisk mount(Path directory, int kilobytes) {
    return tried(directory, kilobytes)
        .orElseGet(
            () -> {
              String message = "no small disk can be mounted: a full disk is NOT tested";
              System.err.println("SKIPPED: " + message);
              return Assumptions.abort(message);
            });
  }

  private static Optional<SmallDisk> tried(Path directory, int kilobytes) {
    try {
      boolean mounted =
          MOUNT.available()
              && MOUNT
                      .run("-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", "" + directory)
                      .exit()
                  == 0;
      return mounted ? Optional.of(new SmallDisk(directory)) : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Where it is. */
  public Path directory() {
    return directory;
  }

  /** Takes all space that is left, to the last block. */
  public void fill() throws IOException {
    FileStore store = Files.getFileStore(directory);
    Path filler = directory.resolve("filler");
    try (var out = Files.newOutputStream(filler)) {
      byte[] block = new byte[BLOCK];
      Arrays.fill(block, (byte) 'x');
      while (store.getUsableSpace() > 0) {
        out.write(block);
      }
    } catch (IOException e) {
      if (store.getUsableSpace() > 0) {
        throw e;
      }
    }
  }

  /** Gives back what {@link #fill} took. */
  public void free() throws IOException {
    Files.deleteIfExists(directory.resolve("filler"));
  }

  /** Unmounts it, with all that is on it. */
  @Override
  public void close() {
    UNMOUNT.run("-l", directory.toString());
  }
}
