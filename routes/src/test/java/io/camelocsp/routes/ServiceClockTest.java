package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.operations.Level;
import io.camelocsp.operations.Operations;
import io.camelocsp.operations.StatusReport;
import io.camelocsp.operations.StatusReport.Problem;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.MutableClock;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service judges by when the machine's clock is set, and after a restart. */
class ServiceClockTest {
  private final Instant start = Instant.now();
  private final MutableClock wall = new MutableClock(start);

  private static Problem clockProblem(OcspService service) {
    StatusReport status = new Operations(service).status();
    return status.problems().stream()
        .filter(each -> each.subject().startsWith("clock:"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aClockThatIsSetBackDoesNotCountNotEvenAfterARestart(@TempDir Path directory)
      throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (RunningService running = RunningService.at(site, wall, () -> 0)) {
      wall.set(start.minus(Duration.ofDays(3)));

      assertThat(running.service().now()).isEqualTo(start);
      assertThat(clockProblem(running.service()).level()).isEqualTo(Level.CRITICAL);
    }
    try (RunningService restarted = RunningService.at(site, wall, () -> 0)) {
      assertThat(restarted.service().now()).isEqualTo(start);
      assertThat(clockProblem(restarted.service()).text())
          .contains("3 d 0 h before the time", "delete " + site.path("data/clock"));
    }
  }

  @Test
  void aClockThatIsSetAheadCountsWithAWarning(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (RunningService running = RunningService.at(site, wall, () -> 0)) {
      wall.set(start.plus(Duration.ofHours(2)));

      assertThat(running.service().now()).isEqualTo(wall.instant());
      assertThat(clockProblem(running.service()).level()).isEqualTo(Level.WARNING);
    }
  }
}
