package io.camelocsp.signing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the signatures of {@link SigningCost#EXPENSIVE} signers, away from the event loop.
 *
 * <p>Each signer has a lane of its own: a few threads, which end when they have been idle for a
 * minute, and a bounded queue. One shared set of threads would need fewer of them, but a token that
 * hangs would take them all, and with them every other issuer's answers. So threads and queue are
 * counted per signer; a lane that is full refuses at once, and its clients are told tryLater while
 * the others notice nothing.
 *
 * <p>A signature that is handed over wakes an event loop, which costs as much as a tenth of an
 * RSA-2048 signature. So where others wait, a thread makes up to {@value #TOGETHER} and hands them
 * over together, but holds none back for more than a millisecond and the one signature after it.
 *
 * <p>A signer that is gone after a reload loses its lane as soon as what the lane accepted is
 * signed. A request may have chosen that signer just before: it gets a lane for its one signature.
 *
 * <p>Thread-safe.
 */
public final class SigningPool implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SigningPool.class);
  private static final int TOGETHER = 4;
  private static final long HELD_BACK_NANOS = 1_000_000;
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration DEFAULT_CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final ConcurrentHashMap<Signer, Lane> lanes = new ConcurrentHashMap<>();

  /** Lanes that accept nothing more and still have work. */
  private final Set<Lane> ending = ConcurrentHashMap.newKeySet();

  /** The signers that keep their lanes, by identity; null for all. Written once, then only read. */
  private volatile @Nullable Set<Signer> kept;

  private final int threads;
  private final int queue;
  private final Duration closeTimeout;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param threads how many signatures of one signer are made at a time, at least 1
   * @param queue how many more may wait for that signer, at least 1
   */
  public SigningPool(int threads, int queue) {
    this(threads, queue, DEFAULT_CLOSE_TIMEOUT);
  }

  /**
   * @param threads how many signatures of one signer are made at a time, at least 1
   * @param queue how many more may wait for that signer, at least 1
   * @param closeTimeout how long {@link #close} waits for accepted work
   */
  public SigningPool(int threads, int queue, Duration closeTimeout) {
    if (threads < 1 || queue < 1) {
      throw new IllegalArgumentException("a signing pool needs at least one thread and one place");
    }
    this.threads = threads;
    this.queue = queue;
    this.closeTimeout = closeTimeout;
  }

  /**
   * Has {@code tbs} signed. Never blocks.
   *
   * @param tbs not copied: nobody may write to it any more
   * @param callback called if and only if this returns true, maybe before it returns
   * @return false if the signer's queue is full or the pool is closed: answer tryLater
   */
  public boolean sign(ResponseSigner signer, byte[] tbs, SigningCallback callback) {
    AtomicBoolean accepted = new AtomicBoolean();
    // Atomic per signer, so that no task enters a lane that is being closed.
    lanes.compute(
        signer.signer(),
        (key, present) -> {
          if (closed.get()) {
            return present;
          }
          Lane lane = present == null ? new Lane(signer.name()) : present;
          accepted.set(lane.accept(new Task(lane, signer.signer(), tbs, callback)));
          return lane;
        });
    // Looked at only now: whoever drops signers meanwhile either finds the lane or is seen here.
    Set<Signer> keptNow = kept;
    if (keptNow != null && !keptNow.contains(signer.signer())) {
      end(signer.signer());
    }
    return accepted.get();
  }

  /**
   * From now on only these signers keep their lanes. The lane of any other ends as soon as what it
   * accepted is signed. Never blocks.
   *
   * @param signers those of the installation that requests now begin with
   */
  public void keepOnly(Collection<ResponseSigner> signers) {
    Set<Signer> keys = Collections.newSetFromMap(new IdentityHashMap<>());
    signers.forEach(signer -> keys.add(signer.signer()));
    kept = keys;
    lanes.keySet().stream().filter(signer -> !keys.contains(signer)).forEach(this::end);
  }

  private void end(Signer signer) {
    // Atomic per signer, so that no task enters the lane after it.
    lanes.computeIfPresent(
        signer,
        (key, lane) -> {
          ending.add(lane); // before the map lets go of it, or closing would not see it
          lane.stopAccepting();
          return null;
        });
  }

  /** How many signatures wait, over all signers; those being made do not count. */
  public int queueLength() {
    return lanes().mapToInt(Lane::waiting).sum();
  }

  /** How many lanes there are, those that are ending included. */
  int laneCount() {
    return (int) lanes().count();
  }

  private Stream<Lane> lanes() {
    return Stream.concat(lanes.values().stream(), ending.stream());
  }

  /** How many signatures of this signer wait; those being made do not count. */
  public int queueLength(ResponseSigner signer) {
    Lane lane = lanes.get(signer.signer());
    return lane == null ? 0 : lane.waiting();
  }

  /**
   * Accepts nothing more and waits, up to the timeout, until what was accepted is signed; what is
   * then still waiting fails. A signature that hangs is left behind on its daemon thread.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    long deadlineNanos = System.nanoTime() + closeTimeout.toNanos();
    Set<Lane> closing = new LinkedHashSet<>();
    for (Signer signer : lanes.keySet()) {
      lanes.computeIfPresent(
          signer,
          (key, lane) -> {
            lane.stopAccepting();
            closing.add(lane);
            return lane;
          });
    }
    closing.addAll(ending);
    for (Lane lane : closing) {
      lane.finish(deadlineNanos);
    }
  }

  /** One signature to be made, and with it some that wait behind it. */
  private static final class Task implements Runnable {
    private final Lane lane;
    private final Signer signer;
    private final byte[] tbs;
    private final SigningCallback callback;

    Task(Lane lane, Signer signer, byte[] tbs, SigningCallback callback) {
      this.lane = lane;
      this.signer = signer;
      this.tbs = tbs;
      this.callback = callback;
    }

    @Override
    public void run() {
      long beginNanos = System.nanoTime();
      List<Runnable> made = new ArrayList<>(TOGETHER);
      made.add(sign());
      while (made.size() < TOGETHER && System.nanoTime() - beginNanos < HELD_BACK_NANOS) {
        Task next = lane.nextOfMany();
        if (next == null) {
          break;
        }
        made.add(next.sign());
      }
      made.forEach(Runnable::run);
    }

    /** Signs and returns what tells so. */
    private Runnable sign() {
      try {
        byte[] signature = signer.sign(tbs);
        return () -> passOn(signature);
      } catch (SigningException e) {
        return () -> report(e);
      } catch (RuntimeException e) {
        return () -> report(new SigningException("signer " + signer + " failed unexpectedly", e));
      }
    }

    private void passOn(byte[] signature) {
      try {
        callback.signed(signature);
      } catch (RuntimeException e) {
        LOG.error("An answer was signed, but could not be passed on", e);
      }
    }

    void report(SigningException failure) {
      try {
        callback.failed(failure);
      } catch (RuntimeException e) {
        LOG.error("A signature failed, and its failure could not be passed on", e);
      }
    }
  }

  /** The threads and the queue of one signer. */
  private final class Lane {
    private final String name;
    private final ThreadPoolExecutor executor;
    private final AtomicInteger threadNumber = new AtomicInteger();

    Lane(String name) {
      this.name = name;
      executor =
          new ThreadPoolExecutor(
              threads,
              threads,
              IDLE.toSeconds(),
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(queue),
              this::thread) {
            @Override
            protected void terminated() {
              ending.remove(Lane.this);
            }
          };
      executor.allowCoreThreadTimeOut(true);
    }

    private Thread thread(Runnable work) {
      Thread thread =
          new Thread(work, "ocsp-signing-" + name + "-" + threadNumber.incrementAndGet());
      thread.setDaemon(true);
      // The thread that happens to ask first may belong to another bundle or to a test.
      thread.setContextClassLoader(SigningPool.class.getClassLoader());
      return thread;
    }

    boolean accept(Task task) {
      try {
        executor.execute(task);
        return true;
      } catch (RejectedExecutionException e) {
        return false;
      }
    }

    /** Takes one that waits, unless the other threads may want it. */
    @Nullable Task nextOfMany() {
      return waiting() > executor.getMaximumPoolSize() ? (Task) executor.getQueue().poll() : null;
    }

    int waiting() {
      return executor.getQueue().size();
    }

    void stopAccepting() {
      executor.shutdown();
    }

    void finish(long deadlineNanos) {
      boolean ended = false;
      try {
        ended = executor.awaitTermination(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (ended) {
        return;
      }
      LOG.warn("Signer {} did not end in time: {} signatures are given up", name, waiting());
      for (Runnable left : executor.shutdownNow()) {
        ((Task) left)
            .report(
                new SigningException(
                    "signer " + name + " was stopped before it came to this answer",
                    new RejectedExecutionException("the signing pool is closed")));
      }
    }
  }
}
