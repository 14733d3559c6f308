package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A child JVM that runs {@link AcceptLoop} and is killed. */
final class KilledChild {
  private KilledChild() {}

  /**
   * Kills a child some milliseconds after it made a few lists visible, however fast the machine is.
   * Returns the last number the child said was visible.
   */
  static long runAndKill(
      Path archive, Path certificate, Path lists, int afterLists, int afterMillis)
      throws IOException, InterruptedException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                AcceptLoop.class.getName(),
                archive.toString(),
                certificate.toString(),
                lists.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = -1;
    try (BufferedReader said = child.inputReader()) {
      String line = said.readLine();
      assertThat(line).startsWith("restored ");
      last = Long.parseLong(line.substring("restored ".length()));
      for (int i = 0; i < afterLists; i++) {
        line = said.readLine();
        assertThat(line).startsWith("visible ");
        last = Long.parseLong(line.substring("visible ".length()));
      }
      LockSupport.parkNanos(Duration.ofMillis(afterMillis).toNanos());
      // Unlike the method of Process, this leaves what the child said to be read.
      child.toHandle().destroyForcibly();
      for (line = said.readLine(); line != null; line = said.readLine()) {
        if (line.matches("visible [0-9]+")) {
          last = Long.parseLong(line.substring("visible ".length()));
        }
      }
    }
    assertThat(child.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return last;
  }
}
