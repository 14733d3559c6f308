package io.camelocsp.karaf;

import io.camelocsp.config.ConfigurationChange;
import io.camelocsp.config.ConfigurationException;
import io.camelocsp.operations.Operations;

/** An installation that is ready to start, then running, then closed. For one thread. */
interface PreparedInstallation extends AutoCloseable {
  /**
   * Returns when all listeners accept connections. Once at most.
   *
   * @throws StartFailedException if it cannot; nothing is left open then
   */
  void start() throws StartFailedException;

  /**
   * Applies to this running one the configuration of another that was only prepared, without a
   * restart and without losing a request; all of it or nothing.
   *
   * @return what is different; unless it is live, nothing was applied
   * @throws ConfigurationException if a file cannot be used; nothing was applied
   */
  ConfigurationChange applyLive(PreparedInstallation next) throws ConfigurationException;

  /** What operators ask of it while it runs; may be called by any thread. */
  Operations operations();

  /** Where it answers, for the log. */
  String answersAt();

  /** Stops it; its ports are free and its threads are told to end when this returns. */
  @Override
  void close();
}
