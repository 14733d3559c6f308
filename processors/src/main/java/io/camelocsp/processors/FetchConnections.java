package io.camelocsp.processors;

import io.camelocsp.source.FetchException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The connections that one source of lists fetches by. Used by one thread at a time. */
public interface FetchConnections {
  /**
   * Announces where the endpoint that is called next is to connect; its time begins to run.
   *
   * @throws FetchException if that cannot be done, a password that cannot be read for instance
   */
  void open(URI address) throws FetchException;

  /** Breaks off what is still under way. */
  void close();

  /** Why what was under way was broken off by us: it took too long, say; null if it was not. */
  @Nullable String brokenOffFor();
}
