package io.camelocsp.billing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A journal's file as octets, packed or not. */
final class JournalStream {
  private static final int BUFFER = 64 * 1024;

  private JournalStream() {}

  /** From its beginning, unpacked. */
  static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return file.toString().endsWith(JournalNames.PACKED)
          ? new GZIPInputStream(new BufferedInputStream(in, BUFFER), BUFFER)
          : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}
