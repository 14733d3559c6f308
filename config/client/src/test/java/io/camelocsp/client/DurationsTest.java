package io.camelocsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.0129S, 12 ms",
    "PT1.869S, 1.8 s",
    "PT59.999S, 59.9 s",
    "PT2M, 2 min",
    "PT4M10.5S, 4 min 10 s",
    "PT1H30M, 1 h 30 min",
    "P6DT23H59M, 6 d 23 h",
    "-PT90S, 1 min 30 s",
  })
  void saysAsMuchAsMatters(Duration duration, String text) {
    assertThat(Durations.text(duration)).isEqualTo(text);
  }
}
