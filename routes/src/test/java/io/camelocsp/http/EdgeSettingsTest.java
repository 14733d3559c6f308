package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "'', ocsp-http:http://127.0.0.1:8080",
    "/, ocsp-http:http://127.0.0.1:8080/",
    "/a/b, ocsp-http:http://127.0.0.1:8080/a/b",
    "a, ocsp-http:http://127.0.0.1:8080/a"
  })
  void makesEndpointUris(String path, String uri) {
    assertThat(EdgeSettings.of("127.0.0.1", 8080).endpointUri(path)).isEqualTo(uri);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void refusesPortsThatAreNone(int port) {
    assertThatIllegalArgumentException().isThrownBy(() -> EdgeSettings.of("h", port));
  }

  @Test
  void refusesAnEmptyHost() {
    assertThatIllegalArgumentException().isThrownBy(() -> EdgeSettings.of(" ", 1));
  }

  @Test
  void refusesLimitsThatLetNothingThrough() {
    assertThatIllegalArgumentException().isThrownBy(() -> new EdgeLimits(0, 1, 1, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new EdgeLimits(1, 0, 1, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new EdgeLimits(1, 1, 0, 1, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new EdgeLimits(1, 1, 1, 0, 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new EdgeLimits(1, 1, 1, 1, -1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new EdgeLimits(1, 1, 1, 1, 0, 0));
  }

  @Test
  void refusesTimeoutsThatAreNone() {
    Duration s = Duration.ofSeconds(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EdgeTimeouts(s, s, Duration.ZERO, s))
        .withMessageContaining("idle");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EdgeTimeouts(s, s, s, s.negated()))
        .withMessageContaining("write");
  }
}
