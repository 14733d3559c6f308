package io.camelocsp.issuance;

import java.io.IOException;

/**
 * Something that knows which certificates a CA has issued: a file, a directory. It can be read any
 * number of times, always from its beginning; memory does not depend on how many it names.
 */
public interface IssuedSource {

  /** Takes what a source names, one after the other. */
  @FunctionalInterface
  interface Sink {
    /** Takes one; what it throws ends the reading. */
    void accept(Issued issued) throws IOException;
  }

  /**
   * Reads all of it; a certificate may be named more than once.
   *
   * @throws BadSourceException if anything in it cannot be understood: half of a source proves
   *     nothing
   * @throws IOException if it cannot be read
   */
  void read(Sink sink) throws IOException, BadSourceException;
}
