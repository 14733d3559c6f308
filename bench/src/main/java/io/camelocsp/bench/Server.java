package io.camelocsp.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** A server to put under load. */
interface Server {
  String name();

  URI uri();

  /**
   * Starts it as a process of its own and waits until it answers rightly.
   *
   * @param options for its JVM, besides those of {@code CAMEL_OCSP_OPTS}
   */
  Launched start(String... options) throws IOException;

  /** Whole HTTP requests, kept alive. */
  List<byte[]> requests();

  /** Checks one answer in full. */
  void check(LoadWindow.Sample sample) throws AnswerCheck.WrongAnswerException;
}
