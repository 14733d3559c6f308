package io.camelocsp.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "20m, PT20M",
    "1h30m, PT1H30M",
    "45s, PT45S",
    "250ms, PT0.25S",
    "7d, PT168H",
    "0s, PT0S",
    "1m5ms, PT1M0.005S",
    "PT20M, PT20M",
    "pt1h, PT1H",
    "P2D, PT48H"
  })
  void readsUnitsAndIso(String text, Duration expected) {
    assertThat(DurationText.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "0", "1.5", "-3"})
  void refusesBareNumbers(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).hasMessage("a duration needs a unit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "m",
        "20 m",
        "20min",
        "30m1h",
        "1h1h",
        "1.5h",
        "20M",
        "٣m",
        "9999999999s",
        "PT"
      })
  void refusesWhatIsNoDuration(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).hasMessage("not a duration");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT-1M", "-PT1S"})
  void refusesNegativeDurations(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).hasMessage("a duration cannot be negative");
  }

  @Property
  void readsWhatItWrites(@ForAll @LongRange(min = 0, max = 10_000_000_000L) long millis) {
    Duration duration = Duration.ofMillis(millis);

    assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
  }
}
