package io.camelocsp.bench;

import io.camelocsp.bench.ProcessCpu.Use;
import java.io.IOException;
import java.time.Duration;

/**
 * Load before the measurement: 10 s at least, and on until the compiler needs less than 1 % of the
 * process's CPU time, but no longer than 60 s.
 */
final class WarmUp {
  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final double COMPILER_SHARE = 0.01;

  private WarmUp() {}

  static void run(ClosedLoop load, long pid) throws IOException, InterruptedException {
    Duration done = Duration.ZERO;
    double share = 1;
    while (done.compareTo(LEAST) < 0 || (share > COMPILER_SHARE && done.compareTo(MOST) < 0)) {
      ProcessCpu before = ProcessCpu.of(pid);
      load.run(STEP);
      ProcessCpu used = ProcessCpu.of(pid).since(before);
      share = (double) used.micros(Use.COMPILER) / Math.max(1, used.totalMicros());
      done = done.plus(STEP);
    }
  }
}
