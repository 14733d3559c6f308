package io.camelocsp.processors;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeldomEachTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final SeldomEach seldom = new SeldomEach(nanos::get);

  @Test
  void tellsOfEachOnceAMinute() {
    assertThat(seldom.due("a")).isTrue();
    assertThat(seldom.due("a")).isFalse();
    assertThat(seldom.due("b")).isTrue();
    nanos.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
    assertThat(seldom.due("a")).isFalse();
    nanos.addAndGet(1);
    assertThat(seldom.due("a")).isTrue();
  }

  @Test
  void tellsOfAThousandAMinuteAtMost() {
    for (int i = 0; i < 1000; i++) {
      assertThat(seldom.due(i)).isTrue();
    }
    assertThat(seldom.due("one more")).isFalse();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(seldom.due("one more")).isTrue();
  }
}
