package io.camelocsp.karaf;

/** An installation that is ready to start, then running, then closed. For one thread. */
interface PreparedInstallation extends AutoCloseable {
  /**
   * Returns when all listeners accept connections. Once at most.
   *
   * @throws StartFailedException if it cannot; nothing is left open then
   */
  void start() throws StartFailedException;

  /** Where it answers, for the log. */
  String answersAt();

  /** Stops it; its ports are free and its threads are told to end when this returns. */
  @Override
  void close();
}
