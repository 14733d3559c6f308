package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TicksTest {
  @Test
  void aTickThatFailsIsFollowedByTheNext() throws Exception {
    AtomicInteger ticks = new AtomicInteger();
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      context.addComponent(Ticks.SCHEME, new Ticks());
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("ocsp-tick:test?initialDelay=0&delay=10")
                  .errorHandler(noErrorHandler())
                  .process(
                      exchange -> {
                        if (ticks.incrementAndGet() % 2 == 1) {
                          throw new IllegalStateException("odd");
                        }
                      });
            }
          });
      context.start();
      Awaitility.await().until(() -> ticks.get() >= 4);
    }
  }

  /** {@link java.util.Timer} stands still when the machine's clock is set back. */
  @Test
  void nothingWaitsByTheMachinesClock(@TempDir Path directory) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    site.configure(
        "ocsp.lists.web.from = http://127.0.0.1:9/acme.crl",
        "ocsp.lists.db.from = index.txt",
        "ocsp.lists.db.issuer = site",
        "ocsp.lists.db.validity = 1h");
    Files.writeString(site.path("index.txt"), "");
    try (RunningService running = RunningService.of(site)) {
      assertThat(running.context().getRoutes())
          .extracting(route -> route.getEndpoint().getEndpointUri())
          .filteredOn(uri -> uri.startsWith("ocsp-tick:"))
          .hasSize(3);
      assertThat(running.context().getEndpoints())
          .noneMatch(each -> each.getClass().getSimpleName().equals("TimerEndpoint"));
    }
  }
}
