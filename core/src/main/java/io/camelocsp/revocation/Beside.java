package io.camelocsp.revocation;

import org.jspecify.annotations.Nullable;

/**
 * One piece of work on a thread of its own, while its owner does another: large lists keep a second
 * core busy, and one thread made for each costs nothing beside what it does.
 *
 * <p>Its owner closes it, which ends it: when that returns the thread is gone, whatever happened,
 * and nothing reads the list any more. Used by its owner's thread only.
 *
 * @param <T> what it yields
 * @param <E> what it throws
 */
final class Beside<T, E extends Exception> implements AutoCloseable {
  private static final String THREAD_NAME = "ocsp-list-intake-beside";

  private final Thread thread;
  private volatile @Nullable T result;
  private volatile @Nullable Throwable failure;

  /** What is to be done; it ends early, with an exception of any kind, when interrupted. */
  interface Work<T, E extends Exception> {
    T run() throws E;
  }

  private Beside(Work<T, E> work) {
    thread = new Thread(() -> run(work), THREAD_NAME);
    thread.setDaemon(true);
    thread.setContextClassLoader(Beside.class.getClassLoader());
  }

  static <T, E extends Exception> Beside<T, E> start(Work<T, E> work) {
    Beside<T, E> beside = new Beside<>(work);
    beside.thread.start();
    return beside;
  }

  @SuppressWarnings("IllegalCatch") // all of it is the owner's, errors too
  private void run(Work<T, E> work) {
    try {
      result = work.run();
    } catch (Throwable e) {
      failure = e;
    }
  }

  /**
   * Waits for what the work yields. An interruption of the owner is kept for later: the work is
   * bounded.
   *
   * @throws E what the work threw
   */
  T get() throws E {
    join();
    T done = result;
    if (done != null) {
      return done;
    }
    Throwable thrown = failure;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException unexpected) {
      throw unexpected;
    }
    @SuppressWarnings("unchecked") // work throws nothing else
    E expected = (E) thrown;
    throw expected;
  }

  @Override
  public void close() {
    thread.interrupt();
    join();
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
