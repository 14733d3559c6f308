package io.camelocsp.revocation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A list on its way into the archive: our own copy, in DER, which nobody else changes while it is
 * read. Closing it deletes the copy unless the archive has kept it meanwhile.
 */
@SuppressWarnings("ArrayRecordComponent") // read by its owner only, never compared
record StagedList(Path file, byte[] sha256) implements AutoCloseable {

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
