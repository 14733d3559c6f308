package io.camelocsp.bench;

import io.camelocsp.bench.ProcessCpu.Use;
import java.io.IOException;
import java.time.Duration;

/**
 * Load before the measurement: 10 s at least, and on until the compiler has had next to nothing to
 * do for a while, but no longer than 90 s. A request of {@code basic} costs ten times as much in
 * the first seconds as in the end, and half as much again until the last method is compiled; how
 * soon that is depends on what else the machine does.
 */
final class WarmUp {
  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Duration MOST = Duration.ofSeconds(90);
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final int QUIET_STEPS = 3;
  private static final double COMPILER_SHARE = 0.01;

  private WarmUp() {}

  static void run(ClosedLoop load, long pid) throws IOException, InterruptedException {
    Duration done = Duration.ZERO;
    int quiet = 0;
    while (done.compareTo(LEAST) < 0 || (quiet < QUIET_STEPS && done.compareTo(MOST) < 0)) {
      ProcessCpu before = ProcessCpu.of(pid);
      load.run(STEP);
      ProcessCpu used = ProcessCpu.of(pid).since(before);
      boolean compiling = used.micros(Use.COMPILER) > COMPILER_SHARE * used.totalMicros();
      quiet = compiling ? 0 : quiet + 1;
      done = done.plus(STEP);
    }
  }
}
