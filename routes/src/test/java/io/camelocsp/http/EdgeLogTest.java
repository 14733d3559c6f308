package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class EdgeLogTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final EdgeLog log = new EdgeLog("127.0.0.1:8080", nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void saysTheFirstTimeAtOnceAndTheRestAfterTheInterval() {
    assertThat(log.message(EdgeEvent.REFUSED, 1, "192.0.2.1"))
        .isEqualTo(
            "Listener 127.0.0.1:8080: connections are closed at once, because there are as many as"
                + " max-connections allows. Times since this was last said: 1; in all: 1; the latest from 192.0.2.1");
    pass(Duration.ofSeconds(59));
    assertThat(log.message(EdgeEvent.REFUSED, 2, "192.0.2.2")).isNull();
    pass(Duration.ofSeconds(1));
    assertThat(log.message(EdgeEvent.REFUSED, 1000, "192.0.2.3"))
        .endsWith("last said: 999; in all: 1000; the latest from 192.0.2.3");
    assertThat(log.message(EdgeEvent.REFUSED, 1001, "192.0.2.3")).isNull();
  }

  @Test
  void keepsKindsOfEventsApart() {
    assertThat(log.message(EdgeEvent.REFUSED, 1, "")).isNotNull();
    assertThat(log.message(EdgeEvent.OVERLOADED, 1, "")).contains("max-requests-in-flight");
  }

  @Test
  void saysWhatStrangersCauseAnyDayLessOften() {
    assertThat(EdgeEvent.CLIENT_ERROR.level()).isEqualTo(Level.INFO);
    assertThat(log.message(EdgeEvent.CLIENT_ERROR, 1, "")).isNotNull();
    pass(Duration.ofMinutes(9));
    assertThat(log.message(EdgeEvent.CLIENT_ERROR, 2, "")).isNull();
    pass(Duration.ofMinutes(1));
    assertThat(log.message(EdgeEvent.CLIENT_ERROR, 3, "")).isNotNull();
  }
}
