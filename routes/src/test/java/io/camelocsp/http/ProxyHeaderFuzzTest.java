package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.FuzzCorpus;
import org.junit.jupiter.api.Test;

class ProxyHeaderFuzzTest {
  @Test
  void holdsForWhatFuzzingFound() throws Exception {
    int accepted = 0;
    for (byte[] input : FuzzCorpus.of(ProxyHeaderFuzz.class)) {
      accepted += ProxyHeaderFuzz.accepts(input) ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(7);
  }
}
