package io.camelocsp.routes;

import io.camelocsp.config.HookSettings;
import io.camelocsp.processors.Seldom;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's endpoints that are told what happens, each with threads of its own: whatever
 * such an endpoint does, no event loop and no list waits for it, and one that hangs takes nothing
 * from the others. Thread-safe.
 */
final class Hooks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Hooks.class);
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  /** Where the application is called. */
  enum Hook {
    BEFORE_ANSWER("before-answer"),
    AFTER_ANSWER("after-answer"),
    LIST_ACCEPTED("list-accepted"),
    LIST_REFUSED("list-refused"),
    BILLING_RECORD("billing-record");

    private final String key;

    Hook(String key) {
      this.key = key;
    }

    /** The last part of its key. */
    String key() {
      return key;
    }

    /** The route that calls the application's endpoint. */
    String routeId() {
      return "ocsp-hook-" + key;
    }

    /** What that route starts from. */
    String entry() {
      return "direct:" + routeId();
    }

    /** Where messages for it go. */
    String tap() {
      return entry() + OcspRoutes.NOBODY_WAITS;
    }
  }

  private final HookSettings settings;
  private volatile ClassLoader loader = Hooks.class.getClassLoader();
  private final Map<Hook, ThreadPoolExecutor> executors = new EnumMap<>(Hook.class);

  Hooks(HookSettings settings) {
    this.settings = settings;
  }

  /** Its endpoints load what they name by this loader, as they do on Camel's own threads. */
  void loadBy(ClassLoader applicationLoader) {
    loader = applicationLoader;
  }

  /** Whether the application wants to be called there. */
  boolean calls(Hook hook) {
    return endpoint(hook) != null;
  }

  /** The application's endpoint; null if it has none there. */
  @Nullable String endpoint(Hook hook) {
    return switch (hook) {
      case BEFORE_ANSWER -> settings.beforeAnswer();
      case AFTER_ANSWER -> settings.afterAnswer();
      case LIST_ACCEPTED -> settings.listAccepted();
      case LIST_REFUSED -> settings.listRefused();
      case BILLING_RECORD -> settings.billingRecord();
    };
  }

  /** The threads that call it. When they are busy and the queue is full, what waits is refused. */
  synchronized ExecutorService threads(Hook hook) {
    return executors.computeIfAbsent(hook, this::executor);
  }

  private ThreadPoolExecutor executor(Hook hook) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            settings.threads(),
            settings.threads(),
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(settings.queue()),
            work -> thread(work, hook.routeId() + "-" + number.incrementAndGet()),
            hook == Hook.BEFORE_ANSWER ? new ThreadPoolExecutor.AbortPolicy() : new Lost(hook));
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    return thread;
  }

  /** Waits for what was accepted, for some seconds. */
  @Override
  public synchronized void close() {
    executors.values().forEach(ThreadPoolExecutor::shutdown);
    long deadlineNanos = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
    executors.forEach((hook, executor) -> finish(hook, executor, deadlineNanos));
    executors.clear();
  }

  private static void finish(Hook hook, ThreadPoolExecutor executor, long deadlineNanos) {
    boolean ended = false;
    try {
      ended = executor.awaitTermination(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!ended) {
      int given = executor.shutdownNow().size();
      LOG.warn(
          "ocsp.hook.{} did not end in time: {} messages for it are given up", hook.key(), given);
    }
  }

  /** Counts what the application was too slow for. */
  private static final class Lost implements RejectedExecutionHandler {
    private final Hook hook;
    private final LongAdder count = new LongAdder();
    private final Seldom seldom = new Seldom(Duration.ofMinutes(1), System::nanoTime);

    Lost(Hook hook) {
      this.hook = hook;
    }

    @Override
    public void rejectedExecution(Runnable work, ThreadPoolExecutor executor) {
      count.increment();
      if (seldom.due()) {
        LOG.warn(
            "ocsp.hook.{} does not keep up: {} messages for it are lost so far (said once a"
                + " minute). Make its endpoint faster, or give it more ocsp.hook.threads or a longer"
                + " ocsp.hook.queue.",
            hook.key(),
            count.sum());
      }
    }
  }
}
