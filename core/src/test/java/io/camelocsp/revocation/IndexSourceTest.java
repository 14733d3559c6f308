package io.camelocsp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexSourceTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final String VALID = "V\t290101000000Z\t\t1001\tunknown\t/CN=alice\n";
  private static final String REVOKED =
      "R\t290101000000Z\t250102030405Z,superseded\t1002\tunknown\t/CN=bob\n";

  private final IssuerData acme =
      new IssuerData(new Issuer("acme", TestCa.ec("Index CA").certificate()));
  private Path file;
  private IndexSource source;

  @BeforeEach
  void layOut(@TempDir Path directory) {
    file = directory.resolve("index.txt");
    source = new IndexSource("crl", file, acme, Duration.ofHours(1));
  }

  private void write(Instant modified, String... lines) throws IOException {
    Files.writeString(file, String.join("", lines));
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }

  private boolean isRevoked(String hex, Instant now) {
    return acme.snapshot().judge(SerialNumber.ofHex(hex), now) instanceof Judgement.Status status
        && status.status() instanceof CertStatus.Revoked;
  }

  @Test
  void aFileThatWasLeftAloneIsReadAtTheFirstLook() throws IOException {
    write(NOW.minusSeconds(60), VALID, REVOKED);

    source.read(NOW);

    assertThat(isRevoked("1002", NOW)).isTrue();
    assertThat(isRevoked("1001", NOW)).isFalse();
  }

  @Test
  void aFileThatWasJustWrittenWaitsUntilItIsLeftAlone() throws IOException {
    write(NOW, VALID);
    source.read(NOW);
    assertThat(acme.snapshot().evidence()).isEmpty();

    write(NOW.plusMillis(500), VALID, REVOKED);
    source.read(NOW.plusSeconds(1));
    assertThat(acme.snapshot().evidence()).isEmpty();

    source.read(NOW.plusSeconds(2));
    assertThat(isRevoked("1002", NOW.plusSeconds(2))).isTrue();
  }

  @Test
  void aDatabaseThatLostRevokedLinesIsNotBelieved() throws IOException {
    write(NOW.minusSeconds(60), VALID, REVOKED);
    source.read(NOW);

    write(NOW.minusSeconds(50), VALID);
    source.read(NOW.plusSeconds(10));
    Files.writeString(file, "");
    source.read(NOW.plusSeconds(20));
    source.read(NOW.plusSeconds(30));

    assertThat(isRevoked("1002", NOW.plusSeconds(30))).isTrue();
  }

  @Test
  void aCertificateThatIsValidAgainIsNoLostLine() throws IOException {
    write(NOW.minusSeconds(60), VALID, REVOKED);
    source.read(NOW);

    write(NOW.minusSeconds(50), VALID, VALID.replace("1001", "1002"));
    source.read(NOW.plusSeconds(10));

    assertThat(isRevoked("1002", NOW.plusSeconds(10))).isFalse();
  }

  @Test
  void aFileThatIsGoneLeavesTheLastReadingUntilItsValidityEnds() throws IOException {
    write(NOW.minusSeconds(60), REVOKED);
    source.read(NOW);
    Files.delete(file);

    source.read(NOW.plusSeconds(10));

    assertThat(isRevoked("1002", NOW.plusSeconds(3599))).isTrue();
    assertThat(acme.snapshot().judge(SerialNumber.ofHex("1002"), NOW.plusSeconds(3600)))
        .isInstanceOf(Judgement.NoEvidence.class);
  }

  @Test
  void itDoesNotReplaceTheListOfASourceWhoseKeyIsItsName() throws IOException {
    write(NOW.minusSeconds(60), REVOKED);
    source.read(NOW);

    acme.publish("crl", new NoRevocations());

    assertThat(acme.snapshot().evidence()).hasSize(2);
    assertThat(isRevoked("1002", NOW)).isTrue();
  }

  private static final class NoRevocations implements Evidence {
    @Override
    public String describe() {
      return "a list without entries";
    }

    @Override
    public Instant thisUpdate() {
      return NOW.minusSeconds(1);
    }

    @Override
    public Instant nextUpdate() {
      return NOW.plusSeconds(600);
    }

    @Override
    public int size() {
      return 0;
    }

    @Override
    public CertStatus.@Nullable Revoked revocationOf(SerialNumber serial) {
      return null;
    }
  }
}
