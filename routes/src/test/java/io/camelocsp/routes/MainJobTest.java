package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.contract.MainJobContract;
import io.camelocsp.testkit.contract.ResponderRuntime;

/** The main job in a plain Camel context of this JVM. */
class MainJobTest extends MainJobContract {

  @Override
  protected ResponderRuntime runtime() {
    return site -> {
      RunningService running = RunningService.of(site);
      return () -> {
        try (running) {
          assertThat(running.counters().failures()).as("requests that failed").isZero();
        }
      };
    };
  }
}
