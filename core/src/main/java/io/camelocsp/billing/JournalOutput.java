package io.camelocsp.billing;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a journal's writer puts its octets; apart so that tests can let each step fail. */
interface JournalOutput extends Closeable {
  /** Opens the file that is to be written, if none is open: what was before could not begin it. */
  void ready() throws IOException;

  /** How many octets the current file has, once it is {@link #ready}. */
  long size();

  /** How many files were finished since it was opened. */
  long finished();

  /** Appends some octets, at least one. */
  void write(ByteBuffer octets) throws IOException;

  /** Returns once what was appended is on the disk. */
  void force() throws IOException;

  /** Takes back what was appended after the file had this size. */
  void truncate(long size) throws IOException;

  /**
   * Finishes the current file and begins the next one, if it is time. To be called between batches.
   */
  void rotateIfDue();
}
