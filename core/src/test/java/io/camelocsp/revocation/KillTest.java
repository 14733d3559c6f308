package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at any moment of taking lists in leaves, after restart, a whole, verified list:
 * the last that was visible, or the one that was just coming in.
 */
class KillTest {
  private static final int KILLS = 8;
  private static final int LISTS = 600;
  private static final int ENTRIES = 300;
  private static final TestCa ACME = TestCa.ec("Acme CA");

  @TempDir Path directory;

  @Test
  void leavesTheOldOrTheNewList() throws Exception {
    Path lists = Files.createDirectory(directory.resolve("lists"));
    Path archive = directory.resolve("archive");
    Path certificate = directory.resolve("acme.der");
    Files.write(certificate, ACME.certificate().getEncoded());
    write(lists, 1);
    Random random = new Random();
    long visible = 0;
    int written = 1;
    for (int kill = 0; kill < KILLS && visible < LISTS - 50; kill++) {
      // More than a child gets through before it is killed.
      for (; written < Math.min(LISTS, visible + 60); written++) {
        write(lists, written + 1);
      }
      long before = visible;
      visible =
          KilledChild.runAndKill(
              archive, certificate, lists, 1 + random.nextInt(4), random.nextInt(20));
      assertThat(visible).isGreaterThanOrEqualTo(before);
      visible = restoredNumber(archive, certificate, visible);
    }
    assertThat(visible).isGreaterThanOrEqualTo(KILLS);
  }

  /** List {@code n} lists the serial numbers n, n + 1, … and so tells itself from the others. */
  private static void write(Path lists, long number) throws IOException {
    CrlBuilder list = crl(ACME, number);
    for (int i = 0; i < ENTRIES; i++) {
      list.revoke(BigInteger.valueOf(number + i), IntakeFixture.NOW);
    }
    Files.write(lists.resolve(number + ".crl"), list.der());
  }

  private static long restoredNumber(Path archive, Path certificate, long visible)
      throws Exception {
    IssuerData issuer = new IssuerData(AcceptLoop.issuer(certificate));
    Restoration restoration = AcceptLoop.intake(issuer, archive).restore();
    assertThat(restoration.messages()).allMatch(message -> message.contains("half-written"));
    if (visible == 0 && restoration.lists().isEmpty()) {
      return 0;
    }
    CrlEvidence evidence = (CrlEvidence) issuer.snapshot().evidence().get(0);
    long number = Objects.requireNonNull(evidence.number()).longValueExact();
    assertThat(number).isBetween(visible, visible + 1);
    assertThat(evidence.size()).isEqualTo(ENTRIES);
    assertThat(evidence.revocationOf(serial(number))).isNotNull();
    assertThat(evidence.revocationOf(serial(number + ENTRIES - 1))).isNotNull();
    assertThat(evidence.revocationOf(serial(number - 1))).isNull();
    assertThat(evidence.revocationOf(serial(number + ENTRIES))).isNull();
    try (Stream<Path> files = Files.walk(archive)) {
      assertThat(files.filter(Files::isRegularFile)).hasSizeLessThanOrEqualTo(4);
    }
    return number;
  }

  private static SerialNumber serial(long value) {
    return SerialNumber.of(BigInteger.valueOf(value));
  }
}
