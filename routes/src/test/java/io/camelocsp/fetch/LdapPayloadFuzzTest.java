package io.camelocsp.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.FuzzCorpus;
import org.junit.jupiter.api.Test;

class LdapPayloadFuzzTest {
  @Test
  void holdsForWhatIsKept() throws Exception {
    int worked = 0;
    for (byte[] input : FuzzCorpus.of(LdapPayloadFuzz.class)) {
      worked += LdapPayloadFuzz.brings(input).failure() == null ? 1 : 0;
    }
    assertThat(worked).isGreaterThan(2);
  }
}
