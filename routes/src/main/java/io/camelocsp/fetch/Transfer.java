package io.camelocsp.fetch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One request to one address, and what can be broken off of it. Thread-safe: it is broken off by
 * other threads than the one that waits for its octets.
 */
final class Transfer {
  private final URI address;
  private final @Nullable Credentials credentials;
  private final List<Runnable> breakable = new ArrayList<>();
  private @Nullable Future<?> deadline;
  private boolean ended;
  private @Nullable String brokenOffFor;

  /**
   * @param credentials for this address; null for none
   */
  Transfer(URI address, @Nullable Credentials credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  URI address() {
    return address;
  }

  @Nullable Credentials credentials() {
    return credentials;
  }

  synchronized void endsWith(Future<?> timer) {
    deadline = timer;
    if (ended) {
      timer.cancel(false);
    }
  }

  /** Has something broken off when this ends; at once if it has ended. */
  void breaks(Runnable connection) {
    synchronized (this) {
      if (!ended) {
        breakable.add(connection);
        return;
      }
    }
    connection.run();
  }

  /** Ends it and breaks off what is open. Does nothing the second time. */
  void end() {
    end(null);
  }

  /** The same for a reason of ours, in words for operators. */
  void breakOff(String reason) {
    end(reason);
  }

  private void end(@Nullable String reason) {
    List<Runnable> open;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      brokenOffFor = reason;
      if (deadline != null) {
        deadline.cancel(false);
      }
      open = List.copyOf(breakable);
      breakable.clear();
    }
    if (credentials != null) {
      credentials.wipe();
    }
    open.forEach(Runnable::run);
  }

  synchronized @Nullable String brokenOffFor() {
    return brokenOffFor;
  }
}
