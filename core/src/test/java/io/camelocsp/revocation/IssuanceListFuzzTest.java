package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.FuzzCorpus;
import org.junit.jupiter.api.Test;

class IssuanceListFuzzTest {
  @Test
  void holdsForWhatIsKept() throws Exception {
    int accepted = 0;
    for (byte[] input : FuzzCorpus.of(IssuanceListFuzz.class)) {
      accepted += IssuanceListFuzz.accepts(input) ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(2);
  }
}
