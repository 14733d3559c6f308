package io.camelocsp.config;

import java.nio.file.Files;
import java.nio.file.Path;

/** Whether what is configured lies on the disk. */
final class PathChecks {
  private final Path base;

  /** {@code base} is told as where relative paths start. */
  PathChecks(Path base) {
    this.base = base;
  }

  /**
   * Looks at a path.
   *
   * @param shown how messages call it
   * @throws BadValueException if it is not what the key needs
   */
  void require(FileCheck kind, Path path, String shown) throws BadValueException {
    if (kind == FileCheck.NONE) {
      return;
    }
    if (!Files.exists(path)) {
      throw new BadValueException(shown + " does not exist", whereItIs(kind));
    }
    if (kind == FileCheck.FILE && Files.isDirectory(path)) {
      throw new BadValueException(shown + " is a directory", "the path of a file in it");
    }
    if (kind == FileCheck.DIRECTORY && !Files.isDirectory(path)) {
      throw new BadValueException(shown + " is not a directory", "the path of a directory");
    }
    if (!Files.isReadable(path)) {
      throw new BadValueException(
          shown + " cannot be read by this user",
          "the path of something that the user of camel-ocsp may read, or change who may read it");
    }
  }

  private String whereItIs(FileCheck kind) {
    String what = kind == FileCheck.FILE ? "file" : "directory";
    return "the path of a %s that is there, or make it; relative paths start at %s"
        .formatted(what, base);
  }
}
