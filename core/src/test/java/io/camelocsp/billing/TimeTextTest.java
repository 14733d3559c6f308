package io.camelocsp.billing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimeTextTest {
  private final TimeText times = new TimeText();

  @Property
  void isWhatTheJdkWrites(
      @ForAll @LongRange(min = -100_000_000_000L, max = 300_000_000_000L) long second,
      @ForAll List<@IntRange(max = 999_999_999) Integer> nanos) {
    for (int nano : nanos) {
      Instant time = Instant.ofEpochSecond(second, nano);
      assertThat(times.of(time)).isEqualTo(time.toString());
    }
  }

  @Test
  void writesAsFewDigitsAsTheJdk() {
    for (int nano : new int[] {0, 1, 1_000, 1_000_000, 100_000_000, 120_000_000, 999_999_999}) {
      Instant time = Instant.ofEpochSecond(1_800_000_000, nano);
      assertThat(times.of(time)).isEqualTo(time.toString());
    }
  }
}
