package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRuleTest {
  private final HostRule loopback = new HostRule("127.0.0.1");

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LOCALHOST:8081", "127.0.0.1:8081", "127.1.2.3", "[::1]", "[::1]:9"})
  void namesOfThisMachineArePermittedWithAnyPort(String host) {
    assertThat(loopback.permits(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "localhost.evil.example:8081",
        "127.0.0.1.evil.example",
        "evil.example:127.0.0.1",
        "[::2]",
        "[::1",
        "",
        "192.0.2.1"
      })
  void anyOtherNameIsAPageThatWasLedHere(String host) {
    assertThat(loopback.permits(host)).isFalse();
  }

  @Test
  void aListenerThatOthersMayReachHasNamesThatWeDoNotKnow() {
    assertThat(new HostRule("0.0.0.0").permits("monitor.example:9000")).isTrue();
  }

  @Test
  void whoSaysNoHostIsNoBrowser() {
    assertThat(loopback.permits(null)).isTrue();
  }
}
