package io.camelocsp.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.FuzzCorpus;
import org.junit.jupiter.api.Test;

class PathFuzzTest {
  @Test
  void holdsForWhatFuzzingFound() throws Exception {
    int accepted = 0;
    for (byte[] input : FuzzCorpus.of(PathFuzz.class)) {
      accepted += PathFuzz.accepts(input) ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(10);
  }
}
