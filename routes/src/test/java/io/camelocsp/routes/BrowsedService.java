package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Chromium;
import java.net.URI;

/**
 * A service whose status page a browser shows. When it stops, nothing may have gone wrong on the
 * page, and the browser leaves it first: a refresh under way would find nobody.
 */
record BrowsedService(RunningService running, Chromium browser, URI page) implements AutoCloseable {
  private static final URI NOWHERE = URI.create("about:blank");

  @Override
  public void close() {
    try {
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests())
          .isNotEmpty()
          .allSatisfy(each -> assertThat(each.getAuthority()).isEqualTo(page.getAuthority()));
    } finally {
      browser.open(NOWHERE);
      running.close();
    }
  }
}
