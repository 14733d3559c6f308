package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.Chromium;
import io.camelocsp.testkit.Chromium.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Pictures of the status page for people, in {@code target/screenshots}. */
final class Photographs {
  private static final Path DIRECTORY = Path.of("target", "screenshots");
  private static final int DESK = 1200;
  private static final int PHONE = 360;

  private final Chromium browser;

  Photographs(Chromium browser) {
    this.browser = browser;
  }

  /** As most look at the page. */
  void usualView() {
    browser.resize(DESK, 900);
    browser.prefer(Scheme.LIGHT);
  }

  /** Three pictures of a state: light, dark, and on a telephone. */
  void take(String state) throws IOException {
    Files.createDirectories(DIRECTORY);
    for (Scheme scheme : Scheme.values()) {
      browser.prefer(scheme);
      picture(state + "-" + scheme);
    }
    browser.resize(PHONE, 740);
    browser.prefer(Scheme.LIGHT);
    picture(state + "-phone");
    assertNothingIsWiderThanThePage();
    browser.resize(DESK, 900);
  }

  private void picture(String name) throws IOException {
    Files.write(DIRECTORY.resolve(name.toLowerCase(Locale.ROOT) + ".png"), browser.screenshot());
  }

  void assertNothingIsWiderThanThePage() {
    assertThat(browser.text("document.documentElement.scrollWidth - innerWidth")).isEqualTo("0");
  }
}
