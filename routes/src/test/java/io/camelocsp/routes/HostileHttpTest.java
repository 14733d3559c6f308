package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpWrappings;
import io.camelocsp.testkit.HttpWrappings.Wrapping;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hostile wrappings of a request do not do; their answers are tested by the contract. */
class HostileHttpTest {

  @Test
  void noneOfThemLeavesAnythingBehind(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    HttpWrappings wrappings = new HttpWrappings(site);
    List<Wrapping> all = new ArrayList<>(wrappings.gets());
    all.addAll(wrappings.posts());
    try (RunningService running = RunningService.of(site)) {
      Client client = new Client(running.uri(), site.signer());
      site.dropNextCrl();
      client.await("good", site.ca(), site.good().serial());

      new ResourceWatch(running, site)
          .attacked(
              () -> {
                for (Wrapping each : all) {
                  assertThat(client.exchange(each.request()).body()).isNotEmpty();
                }
              });
    }
  }
}
