package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCrls;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeListTest {
  private static final int ENTRIES = 1_000_000;
  private static final TestCa ACME = TestCa.ec("Acme CA");

  @TempDir Path directory;

  @Test
  void looksUpAMillionEntriesInAMappedFile() throws Exception {
    IntakeFixture fixture = new IntakeFixture(directory).issuer("acme", ACME);
    Path file =
        TestCrls.large(IntakeFixture.crl(ACME, 1), ENTRIES, fixture.drop.resolve("large.crl"));

    Acceptance.Accepted accepted = (Acceptance.Accepted) fixture.start().accept(file);

    assertThat(accepted.entries()).isEqualTo(ENTRIES);
    assertThat(accepted.heapOctets()).isLessThan(7L * ENTRIES);
    CrlEvidence evidence = (CrlEvidence) fixture.data("acme").snapshot().evidence().get(0);
    for (int i = 0; i < ENTRIES; i += 7) {
      BigInteger serial = TestCrls.serial(i);
      assertThat(evidence.revocationOf(SerialNumber.of(serial))).isEqualTo(expected(i));
      BigInteger absent = serial.add(BigInteger.ONE);
      assertThat(evidence.revocationOf(SerialNumber.of(absent))).isNull();
    }
  }

  private static CertStatus.Revoked expected(int index) {
    int reason = TestCrls.reason(index).orElse(0);
    return new CertStatus.Revoked(TestCrls.revokedAt(index), RevocationReason.ofCode(reason));
  }

  @Test
  void inspectsAMillionEntriesWithoutIndexingThem() throws Exception {
    Path file = TestCrls.large(ACME, ENTRIES, directory.resolve("large.crl"));
    ListInspection seen =
        ListInspection.of(file, ACME.certificate(), InstantSource.system().instant());
    assertThat(seen.entries()).isEqualTo(ENTRIES);
    assertThat(seen.signature()).isEqualTo(ListInspection.Signature.VALID);
    assertThat(seen.refusals()).isEmpty();
  }
}
