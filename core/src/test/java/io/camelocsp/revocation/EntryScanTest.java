package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.testkit.TestCa;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class EntryScanTest {
  private static final TestCa CA = TestCa.ec("Acme CA");

  @Test
  void aWalkThatIsNotWantedAnyMoreEnds() throws ListRefusedException {
    ListOutline list =
        ListReader.outline(ByteBuffer.wrap(CA.crl().revoke(BigInteger.TEN, Instant.EPOCH).der()));
    assertThatThrownBy(() -> ListReader.scan(list, 10, () -> true))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void anInterruptionOfItsOwnerDoesNotEndAWalk() throws ListRefusedException {
    ListOutline list =
        ListReader.outline(ByteBuffer.wrap(CA.crl().revoke(BigInteger.TEN, Instant.EPOCH).der()));
    Thread.currentThread().interrupt();
    try (EntryScan scan = EntryScan.of(list, 10)) {
      assertThat(scan.get(10).count()).isEqualTo(1);
    }
    assertThat(Thread.interrupted()).isTrue();
  }
}
