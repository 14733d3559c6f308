package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at any moment of taking in bases and deltas, of CRLs and of issuance lists: after
 * a restart nothing that was visible is lost, and nothing is there in part.
 */
class KillDeltasTest {
  private static final int KILLS = 8;
  private static final int LISTS = 400;

  /** Every fifth list is a base, the others are deltas to it. */
  private static final int CYCLE = 5;

  private static final TestCa ACME = TestCa.ec("Acme CA");

  @TempDir Path directory;

  @Test
  void leavesBasesAndDeltasAsTheyWereOrAsTheyWereToBe() throws Exception {
    Path lists = Files.createDirectory(directory.resolve("lists"));
    Path archive = directory.resolve("archive");
    Path certificate = directory.resolve("acme.der");
    Files.write(certificate, ACME.certificate().getEncoded());
    for (int number = 1; number <= LISTS; number++) {
      write(lists, number);
    }
    Random random = new Random();
    long visible = 0;
    for (int kill = 0; kill < KILLS && visible < LISTS - 100; kill++) {
      visible =
          KilledChild.runAndKill(
              archive, certificate, lists, 1 + random.nextInt(7), random.nextInt(20));
      assertRestored(archive, certificate, visible);
    }
    assertThat(visible).isGreaterThanOrEqualTo(KILLS);
  }

  /** List {@code n} says, with its base, that 1 to n are revoked, or issued. */
  private static void write(Path lists, int number) throws IOException {
    int base = (number - 1) / CYCLE * CYCLE + 1;
    CrlBuilder revoked = crl(ACME, number);
    CrlBuilder issued = IssuanceLists.mark(crl(ACME, number), ListSegment.ONLY);
    int from = 1;
    if (number != base) {
      revoked.delta(base);
      issued.delta(base);
      from = base + 1;
    }
    for (int serial = from; serial <= number; serial++) {
      revoked.revoke(BigInteger.valueOf(serial), NOW);
      issued.revoke(BigInteger.valueOf(serial), NOW);
    }
    Files.write(lists.resolve(number + ".crl"), revoked.der());
    Files.write(lists.resolve(number + ".cil"), issued.der());
  }

  private static void assertRestored(Path archive, Path certificate, long visible)
      throws Exception {
    IssuerData issuer = new IssuerData(AcceptLoop.issuer(certificate));
    Restoration restoration = AcceptLoop.intake(issuer, archive).restore();
    assertThat(restoration.messages()).allMatch(message -> message.contains("half-written"));
    IssuerData.Snapshot snapshot = issuer.snapshot();
    long revoked = 0;
    while (snapshot.everRevokes(serial(revoked + 1), NOW)) {
      revoked++;
    }
    assertThat(revoked).isBetween(visible, visible + 1);
    for (long beyond = revoked + 1; beyond <= revoked + CYCLE; beyond++) {
      assertThat(snapshot.everRevokes(serial(beyond), NOW)).isFalse();
    }
    long issued = 0;
    while (snapshot.judgeIssuance(serial(issued + 1), NOW) instanceof IssuanceJudgement.Issued) {
      issued++;
    }
    assertThat(issued).isBetween(visible, visible + 1);
    assertThat(snapshot.judgeIssuance(serial(issued + 1), NOW))
        .isInstanceOf(IssuanceJudgement.NeverIssued.class);
    assertThat(snapshot.lists(NOW)).hasSizeBetween(2, 4);
  }

  private static SerialNumber serial(long value) {
    return SerialNumber.of(BigInteger.valueOf(value));
  }
}
