package io.camelocsp.standalone.it;

import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Several clients, each on a kept connection, that ask about another serial number each time: so
 * each billing record can be told to be of one answer. A request whose connection breaks is not
 * sent again. Ended by {@link #close}.
 */
final class BillingClients implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long RETRY_NANOS = Duration.ofMillis(20).toNanos();

  /** No answer of this length is signed. */
  private static final int LONGEST_ERROR = 5;

  private final TestSite site;
  private final int most;
  private final AtomicInteger next = new AtomicInteger();
  private final Queue<String> answered = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean ended;

  private BillingClients(TestSite site, int most) {
    this.site = site;
    this.most = most;
  }

  /**
   * Begins.
   *
   * @param clients how many
   * @param most answers that are asked for
   * @param first the first serial number
   */
  static BillingClients begin(TestSite site, int clients, int most, int first) {
    BillingClients all = new BillingClients(site, most);
    all.next.set(first);
    for (int i = 0; i < clients; i++) {
      Thread thread = new Thread(all::run, "billing-client-" + i);
      all.threads.add(thread);
      thread.start();
    }
    return all;
  }

  private void run() {
    while (!done()) {
      try (HttpConnection connection = new HttpConnection(site.uri(), PATIENCE)) {
        while (!done()) {
          int serial = next.incrementAndGet();
          byte[] request = TestRequests.der(site.ca(), BigInteger.valueOf(serial));
          HttpConnection.Response answer =
              connection.exchange(HttpConnection.post(site.uri(), request));
          if (answer.status() != 200) {
            refusals.add(answer.status());
          } else if (answer.body().length > LONGEST_ERROR) {
            answered.add(hex(serial));
            count.incrementAndGet();
          }
        }
      } catch (IOException e) {
        LockSupport.parkNanos(RETRY_NANOS); // it is not there now
      }
    }
  }

  private boolean done() {
    return ended || count.get() >= most;
  }

  /** As billing records write it. */
  private static String hex(int serial) {
    String hex = Integer.toHexString(serial).toUpperCase(Locale.ROOT);
    return hex.length() % 2 == 0 ? hex : "0" + hex;
  }

  /** How many answers came so far. */
  int count() {
    return count.get();
  }

  /** The status of each answer that was not OCSP's. */
  List<Integer> refusals() {
    return List.copyOf(refusals);
  }

  /** The last serial number that was asked about. */
  int last() {
    return next.get();
  }

  /** The serial numbers of all that were answered, as billing records write them. */
  List<String> answered() {
    return List.copyOf(answered);
  }

  /** Waits until all answers came. */
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Lets each client have its last answer. */
  @Override
  public void close() throws InterruptedException {
    ended = true;
    join();
  }
}
