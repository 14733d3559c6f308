package io.camelocsp.testkit;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * An open-loop HTTP load: requests leave at fixed moments, whether or not earlier ones were
 * answered in time, and each one's time counts from the moment it was due. A server that stalls is
 * therefore seen by every request that fell into the stall. Bounded by its duration.
 */
public final class PacedLoad {
  /**
   * What came of it.
   *
   * @param sent requests sent
   * @param faults what was wrong with answers, one text each (at most a few hundred are kept)
   * @param nanos time from due to answered of each request, ascending
   */
  @SuppressWarnings("ArrayRecordComponent") // tests read it at once
  public record Result(int sent, List<String> faults, long[] nanos) {
    /** The slowest answer. */
    public Duration slowest() {
      return Duration.ofNanos(nanos.length == 0 ? 0 : nanos[nanos.length - 1]);
    }

    /** The answer time that this share of answers stayed within. */
    public Duration quantile(double share) {
      return Duration.ofNanos(
          nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1, share * nanos.length)]);
    }
  }

  private final URI uri;
  private final int connections;
  private final int requestsPerSecond;

  public PacedLoad(URI uri, int connections, int requestsPerSecond) {
    this.uri = uri;
    this.connections = connections;
    this.requestsPerSecond = requestsPerSecond;
  }

  /**
   * Runs for {@code duration}.
   *
   * @param request the bytes of request number n
   * @param fault what is wrong with a response, or an empty text; called on the load's threads
   */
  public Result run(
      Duration duration,
      IntFunction<byte[]> request,
      Function<HttpConnection.Response, String> fault)
      throws InterruptedException {
    int total = (int) (duration.toMillis() * requestsPerSecond / 1000);
    long[] nanos = new long[total];
    ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    AtomicInteger next = new AtomicInteger();
    AtomicInteger answered = new AtomicInteger();
    long interval = 1_000_000_000L / requestsPerSecond;
    long start = System.nanoTime();
    Thread[] threads = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      threads[i] =
          new Thread(
              () -> {
                try (HttpConnection connection = new HttpConnection(uri, Duration.ofSeconds(20))) {
                  for (int n = next.getAndIncrement(); n < total; n = next.getAndIncrement()) {
                    long due = start + n * interval;
                    for (long wait = due - System.nanoTime(); wait > 0; ) {
                      LockSupport.parkNanos(wait);
                      wait = due - System.nanoTime();
                    }
                    String wrong = fault.apply(connection.exchange(request.apply(n)));
                    nanos[answered.getAndIncrement()] = System.nanoTime() - due;
                    if (!wrong.isEmpty() && faults.size() < 300) {
                      faults.add("request " + n + ": " + wrong);
                    }
                  }
                } catch (IOException e) {
                  faults.add("a connection failed: " + e);
                }
              },
              "paced-load-" + i);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long[] times = Arrays.copyOf(nanos, answered.get());
    Arrays.sort(times);
    return new Result(Math.min(next.get(), total), List.copyOf(faults), times);
  }
}
