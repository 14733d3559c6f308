package io.camelocsp.routes;

import io.camelocsp.processors.SeldomEach;
import io.camelocsp.source.SourceStates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls a watched directory only while it is there and can be read. What is wrong is told once a
 * minute, not at each poll, and what to do about it; a directory that is back is polled again by
 * itself. One instance serves one directory.
 */
final class DropDirectoryPolls implements PollingConsumerPollStrategy, ExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(DropDirectoryPolls.class);

  private final String name;
  private final Path directory;
  private final SourceStates states;
  private final SeldomEach seldom = new SeldomEach();
  private volatile boolean away;

  /**
   * @param name the configured name of the directory
   * @param states is told how it is doing
   */
  DropDirectoryPolls(String name, Path directory, SourceStates states) {
    this.name = name;
    this.directory = directory;
    this.states = states;
  }

  /** Puts one for each directory where its endpoint looks for it. */
  static void bind(Registry registry, Map<String, Path> directories, SourceStates states) {
    directories.forEach(
        (name, directory) ->
            registry.bind(
                ListsEndpoints.polls(name), new DropDirectoryPolls(name, directory, states)));
  }

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    boolean usable =
        Files.isDirectory(directory)
            && Files.isReadable(directory)
            && Files.isExecutable(directory);
    states.tried(name);
    if (!usable) {
      states.failed(name, "the directory is gone or cannot be read");
    }
    if (!usable && seldom.due(directory)) {
      LOG.error(
          "{} is gone or cannot be read, so no lists arrive from it; the current lists go on"
              + " answering until they end. Create or mount it again, readable and writable for"
              + " this process; it is looked for at every poll.",
          directory);
    }
    if (usable && away) {
      LOG.info("{} is back: lists are taken from it again", directory);
    }
    away = !usable;
    return usable;
  }

  @Override
  public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
    states.passed(name);
  }

  @Override
  public boolean rollback(
      Consumer consumer, Endpoint endpoint, int retryCounter, Exception exception) {
    return false; // told by the exception handler; the next poll tries again
  }

  @Override
  public void handleException(Throwable exception) {
    handleException("", null, exception);
  }

  @Override
  public void handleException(String message, Throwable exception) {
    handleException(message, null, exception);
  }

  @Override
  public void handleException(
      @Nullable String message, @Nullable Exchange exchange, Throwable exception) {
    states.failed(name, "polling failed: " + exception);
    if (seldom.due(exception.getClass())) {
      LOG.error(
          "Polling {} failed: {}. It is tried again at every poll; the current lists go on"
              + " answering until they end. Look at the directory and its permissions.",
          directory,
          exception.toString());
    }
  }
}
