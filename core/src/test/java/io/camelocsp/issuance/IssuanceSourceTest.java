package io.camelocsp.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.certificate.Issuer;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IssuanceJudgement;
import io.camelocsp.revocation.IssuanceJudgement.Issued;
import io.camelocsp.revocation.IssuanceJudgement.NeverIssued;
import io.camelocsp.revocation.IssuanceJudgement.NoEvidence;
import io.camelocsp.revocation.IssuerData;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestCertificate;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local sources of issued serial numbers, read in place. */
class IssuanceSourceTest {
  private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
  private static final Duration VALIDITY = Duration.ofHours(1);
  private static final TestCa CA = TestCa.ec("Source CA");

  private final IssuerData acme = new IssuerData(new Issuer("acme", CA.certificate()));
  private Path file = Path.of("");
  private IssuanceSource source = IssuanceSource.serials("s", file, acme, VALIDITY);

  @BeforeEach
  void layOut(@TempDir Path directory) {
    file = directory.resolve("issued.txt");
    source = IssuanceSource.serials("ra", file, acme, VALIDITY);
  }

  private void write(Instant modified, String content) throws IOException {
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }

  private IssuanceJudgement judge(int serial, Instant now) {
    return acme.snapshot().judgeIssuance(SerialNumber.of(BigInteger.valueOf(serial)), now);
  }

  private static String serials(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj("decimal:%d\n"::formatted)
        .collect(Collectors.joining());
  }

  @Test
  void whatWasReadVouchesForItsValidity() throws IOException {
    write(NOW.minusSeconds(60), "01\n");
    source.read(NOW);

    assertThat(judge(1, NOW)).isInstanceOf(Issued.class);
    assertThat(judge(2, NOW))
        .isEqualTo(new NeverIssued(NOW, NOW.plus(VALIDITY), "ra (issued.txt) of " + NOW));
    assertThat(judge(2, NOW.plus(VALIDITY))).isInstanceOf(NoEvidence.class);
    assertThat(judge(1, NOW.plus(VALIDITY))).isInstanceOf(Issued.class);
  }

  @Test
  void lookingAtAnUnchangedFileRenewsIt() throws IOException {
    write(NOW.minusSeconds(60), "01\n");
    source.read(NOW);
    source.read(NOW.plusSeconds(600));

    assertThat(((NeverIssued) judge(2, NOW.plusSeconds(600))).thisUpdate())
        .isEqualTo(NOW.plusSeconds(600));
  }

  @Test
  void anAdditionIsVisibleAtTheNextLookAfterTheFileSettled() throws IOException {
    write(NOW.minusSeconds(60), "01\n");
    source.read(NOW);
    write(NOW.plusSeconds(10), "01\n02\n");
    source.read(NOW.plusSeconds(10));
    assertThat(judge(2, NOW.plusSeconds(10))).isInstanceOf(NeverIssued.class);
    source.read(NOW.plusSeconds(20));
    assertThat(judge(2, NOW.plusSeconds(20))).isInstanceOf(Issued.class);
  }

  @Test
  void aBadReadingLeavesTheLastOneInForce() throws IOException {
    write(NOW.minusSeconds(60), "01\n");
    source.read(NOW);
    for (String bad : new String[] {"01\nhello\n", "01\n02", "", "# nothing\n"}) {
      write(NOW.plusSeconds(1), bad);
      source.read(NOW.plusSeconds(10));
      assertThat(judge(1, NOW.plusSeconds(10))).as(bad).isInstanceOf(Issued.class);
      assertThat(((NeverIssued) judge(2, NOW.plusSeconds(10))).thisUpdate()).isEqualTo(NOW);
    }
    Files.delete(file);
    source.read(NOW.plusSeconds(20));
    assertThat(judge(1, NOW.plusSeconds(20))).isInstanceOf(Issued.class);

    write(NOW.plusSeconds(25), "01\n02\n");
    source.read(NOW.plusSeconds(30));
    assertThat(judge(2, NOW.plusSeconds(30))).isInstanceOf(Issued.class);
  }

  @Test
  void aReadingThatLacksMassesIsNotBelievedAndOneThatLacksAFewIs() throws IOException {
    write(NOW.minusSeconds(60), serials(1, 300));
    source.read(NOW);
    write(NOW.plusSeconds(1), serials(1, 150));
    source.read(NOW.plusSeconds(10));
    assertThat(judge(300, NOW.plusSeconds(10))).isInstanceOf(Issued.class);

    write(NOW.plusSeconds(2), serials(1, 290));
    source.read(NOW.plusSeconds(20));
    assertThat(judge(300, NOW.plusSeconds(20))).isInstanceOf(NeverIssued.class);
  }

  @Test
  void aTableIsReadByItsName(@TempDir Path directory) throws IOException {
    file = directory.resolve("Issued.CSV");
    source = IssuanceSource.serials("ra", file, acme, VALIDITY);
    write(NOW.minusSeconds(60), "serial\n0A\n");
    source.read(NOW);

    assertThat(judge(10, NOW)).isInstanceOf(Issued.class);
  }

  @Test
  void aDirectoryOfCertificatesSaysWhatWasIssued(@TempDir Path directory) throws Exception {
    TestCertificate one = CA.issue("CN=one");
    Files.write(directory.resolve("one.der"), one.certificate().getEncoded());
    Files.setLastModifiedTime(directory, FileTime.from(NOW.minusSeconds(60)));
    IssuanceSource certificates = IssuanceSource.certificates("ra", directory, acme, VALIDITY);
    certificates.read(NOW);

    assertThat(acme.snapshot().judgeIssuance(SerialNumber.of(one.serial()), NOW))
        .isInstanceOf(Issued.class);
    assertThat(judge(2, NOW)).isInstanceOf(NeverIssued.class);
  }
}
