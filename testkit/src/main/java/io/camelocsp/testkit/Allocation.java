package io.camelocsp.testkit;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much memory a piece of work asks for, in all: unlike time, the same on every machine and
 * under any load.
 */
public final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** What is measured; what it throws or returns is not looked at. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** Bytes that this thread allocates for the work, the second time it is done. */
  public static long bytesOf(Work work) {
    run(work); // loads classes, once and for all
    long before = THREADS.getCurrentThreadAllocatedBytes();
    run(work);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void run(Work work) {
    try {
      work.run();
    } catch (Exception refused) {
      // a refusal is a result like any other here
    }
  }
}
