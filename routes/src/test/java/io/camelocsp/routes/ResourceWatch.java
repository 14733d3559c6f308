package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * What an attack may not leave behind: open connections, threads, file descriptors, heap, Netty's
 * buffers; and nobody else may notice it, so the next good request is answered.
 *
 * <p>{@link #attacked} makes the attack once before it measures: the first time starts threads,
 * loads classes and fills pools that stay. What then grows with each further time is a leak.
 */
final class ResourceWatch {
  private static final int TIMES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration NOTHING_ENDS = Duration.ofSeconds(1);

  /** Half of what a body of a megabyte, kept once, would make of it. */
  private static final long HEAP_TOLERANCE = 512 * 1024;

  /** Netty takes memory in chunks of this size; threads that wake up late may take one more. */
  private static final long ONE_CHUNK = 4 * 1024 * 1024;

  /**
   * Nobody's, or of clients and servers of other tests, which end when it suits them: one that ends
   * hides one that stays. A service names all of its own.
   */
  private static final List<String> OTHER_THREADS =
      List.of(
          "awaitility",
          "globalEventExecutor",
          "Attach Listener",
          "process reaper",
          "ForkJoinPool",
          "HttpClient-",
          "HTTP-Dispatcher",
          "pool-");

  private final TestSite site;
  private final RunningService running;
  private final Duration patience;

  /** An attack on the service, which takes its own connections away again. */
  @FunctionalInterface
  interface Attack {
    void run() throws Exception;
  }

  private record Usage(long threads, long descriptors, long heap, long buffers) {
    static Usage now() {
      System.gc();
      return new Usage(
          threadNames().size(),
          ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
              .getOpenFileDescriptorCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory());
    }

    /** The least of several moments: whoever looks at a directory just then has it open. */
    static Usage atRest() {
      Usage least = now();
      for (int i = 0; i < 2; i++) {
        least = least.orLess(now());
      }
      return least;
    }

    private Usage orLess(Usage other) {
      return new Usage(
          Math.min(threads, other.threads),
          Math.min(descriptors, other.descriptors),
          Math.min(heap, other.heap),
          Math.min(buffers, other.buffers));
    }

    static List<String> threadNames() {
      return Thread.getAllStackTraces().keySet().stream()
          .map(Thread::getName)
          .filter(name -> OTHER_THREADS.stream().noneMatch(name::startsWith))
          .sorted()
          .toList();
    }
  }

  /** Watches a service that answers already. */
  ResourceWatch(RunningService running, TestSite site) throws IOException {
    this(running, site, PATIENCE);
  }

  /** As above, but gives up after {@code patience}. */
  ResourceWatch(RunningService running, TestSite site, Duration patience) throws IOException {
    this.running = running;
    this.site = site;
    this.patience = patience;
    awaitTheEndOfOthers();
    awaitWhatTheyHadOpen();
    startEveryEventLoop();
  }

  /** Netty's threads outlive a service that an earlier test has stopped by two seconds. */
  private static void awaitTheEndOfOthers() {
    Awaitility.await("the threads of other services to end")
        .atMost(PATIENCE)
        .until(
            () ->
                Usage.threadNames().stream().filter(name -> name.endsWith("TCPBoss")).count() == 1);
  }

  /** Their event loops end one by one, each with three descriptors; what is left then is ours. */
  private static void awaitWhatTheyHadOpen() {
    AtomicLong least = new AtomicLong(Long.MAX_VALUE);
    AtomicLong since = new AtomicLong();
    Awaitility.await("descriptors of other services to be closed")
        .atMost(PATIENCE)
        .until(
            () -> {
              long now = Usage.now().descriptors();
              if (now < least.get()) {
                least.set(now);
                since.set(System.nanoTime());
              }
              return System.nanoTime() - since.get() > NOTHING_ENDS.toNanos();
            });
  }

  /** Connections go to the loops in turn, and a loop's thread starts with its first one. */
  private void startEveryEventLoop() throws IOException {
    byte[] request =
        HttpConnection.post(site.uri(), TestRequests.der(site.ca(), site.good().serial()));
    List<HttpConnection> connections = new ArrayList<>();
    for (int i = 0; i < 4 * Runtime.getRuntime().availableProcessors(); i++) {
      HttpConnection connection = new HttpConnection(site.uri(), PATIENCE);
      connections.add(connection);
      connection.exchange(request);
    }
    for (HttpConnection connection : connections) {
      connection.close();
    }
  }

  /** Makes the attack several times and checks that it leaves nothing behind. */
  void attacked(Attack attack) throws Exception {
    attack.run();
    awaitNoConnection();
    Usage before = Usage.atRest();
    for (int i = 0; i < TIMES; i++) {
      attack.run();
    }
    awaitNoConnection();
    Awaitility.await()
        .atMost(patience)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> assertWithin(before));
    assertThat(running.counters().failures()).as("exceptions of ours").isZero();
    assertThat(
            new Client(site.uri(), site.signer())
                .status(
                    site.ca(), site.good().serial(), site.revoked().serial(), site.held().serial()))
        .as("the next good request")
        .isEqualTo("good, revoked 1, revoked 6");
  }

  private void awaitNoConnection() {
    Awaitility.await("all connections to be closed")
        .atMost(patience)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> running.counters().open() == 0);
  }

  private static void assertWithin(Usage before) {
    Usage now = Usage.now();
    assertThat(now.threads())
        .as("threads: %s", Usage.threadNames())
        .isLessThanOrEqualTo(before.threads());
    assertThat(now.descriptors()).as("descriptors").isLessThanOrEqualTo(before.descriptors());
    assertThat(now.heap()).as("heap").isLessThan(before.heap() + HEAP_TOLERANCE);
    assertThat(now.buffers()).as("buffers").isLessThanOrEqualTo(before.buffers() + ONE_CHUNK);
  }
}
