package io.camelocsp.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;

/**
 * Closes what was opened, last first, when the block ends or the process is told to stop (Ctrl-C,
 * SIGTERM). Thread-safe.
 */
final class CloseAtExit implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Thread hook = new Thread(this::closeAll, "camel-ocsp-stop");

  CloseAtExit() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  synchronized <T extends AutoCloseable> T add(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Returns only by being interrupted: until then the process serves. */
  void serve() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @Override
  public void close() {
    closeAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // the process is stopping already, and the hook ran or runs
    }
  }

  private synchronized void closeAll() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        // What cannot be closed must not keep the rest open; the process ends anyway.
        System.getLogger(CloseAtExit.class.getName())
            .log(System.Logger.Level.WARNING, "closing failed", e);
      }
    }
  }
}
