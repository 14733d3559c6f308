package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.camelocsp.source.SourceReport;
import java.time.Duration;

/** What a running service reports of one of its sources. */
record ReportedSource(RunningService service, String name) {
  SourceReport report() {
    return service.service().sources().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** What is wrong; {@code works} if nothing is. */
  String problem() {
    SourceReport.Failure failure = report().failure();
    return failure == null ? "works" : failure.text();
  }

  int failures() {
    SourceReport.Failure failure = report().failure();
    return failure == null ? 0 : failure.count();
  }

  void awaitProblem(String part) {
    await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(problem()).contains(part));
  }
}
