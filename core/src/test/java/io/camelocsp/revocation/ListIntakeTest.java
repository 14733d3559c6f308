package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static io.camelocsp.revocation.IntakeFixture.SERIAL;
import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListIntakeTest {
  private static final TestCa ACME = TestCa.ec("Acme CA");
  private static final TestCa OTHER = TestCa.ec("Other CA");
  private static final Instant REVOKED_AT = Instant.parse("2026-11-19T08:00:00Z");

  @TempDir Path directory;
  private IntakeFixture fixture;
  private ListIntake intake;

  @BeforeEach
  void start() {
    fixture = new IntakeFixture(directory).issuer("acme", ACME).issuer("other", OTHER);
    intake = fixture.start();
  }

  private Acceptance accept(CrlBuilder list) throws IOException, ListRefusedException {
    return intake.accept(fixture.drop(list));
  }

  private ListRefusedException refusal(byte[] list) throws IOException {
    Path file = fixture.drop(list);
    return catchThrowableOfType(ListRefusedException.class, () -> intake.accept(file));
  }

  private Reason refusalReason(CrlBuilder list) throws IOException {
    return refusal(list.der()).reason();
  }

  @Test
  void makesAnAcceptedListVisible() throws Exception {
    Acceptance acceptance =
        accept(crl(ACME, 1042).revoke(SERIAL, REVOKED_AT, 1).revoke(BigInteger.TWO, REVOKED_AT, 6));

    assertThat(acceptance).isInstanceOf(Acceptance.Accepted.class);
    assertThat(acceptance.description()).isEqualTo("crl acme#1042");
    assertThat(((Acceptance.Accepted) acceptance).entries()).isEqualTo(2);
    assertThat(fixture.judge("acme", SERIAL))
        .isEqualTo(
            new Judgement.Status(
                new CertStatus.Revoked(REVOKED_AT, RevocationReason.KEY_COMPROMISE),
                NOW.minus(Duration.ofHours(1)),
                NOW.plus(Duration.ofHours(23)),
                "crl acme#1042"));
    assertThat(((Judgement.Status) fixture.judge("acme", BigInteger.ONE)).status())
        .isEqualTo(new CertStatus.Good());
    assertThat(fixture.judge("other", SERIAL)).isInstanceOf(Judgement.NoEvidence.class);
  }

  @Test
  void leavesTheDroppedFileAsItIs() throws Exception {
    byte[] der = crl(ACME, 1).der();
    Path file = fixture.drop(der);
    intake.accept(file);
    assertThat(file).hasBinaryContent(der);
  }

  @Test
  void takesPemAndArchivesDer() throws Exception {
    CrlBuilder list = crl(ACME, 5);
    Path file = fixture.drop(list.pem().getBytes(StandardCharsets.US_ASCII));
    Acceptance.Accepted accepted = (Acceptance.Accepted) intake.accept(file);
    assertThat(accepted.description()).isEqualTo("crl acme#5");
    assertThat(Files.readAllBytes(accepted.archived())[0]).isEqualTo((byte) 0x30);
  }

  @Test
  void namesAListWithoutNumberByItsTime() throws Exception {
    Acceptance.Accepted accepted = (Acceptance.Accepted) accept(crl(ACME, 1).v1());
    assertThat(accepted.description()).isEqualTo("crl acme of 2026-11-20T11:00:00Z");
    assertThat(accepted.archived().getFileName().toString())
        .matches("20261120T110000Z-[0-9a-f]{16}\\.crl");
  }

  @Test
  void refusesAListOfACaThatIsNotConfigured() throws Exception {
    ListRefusedException refusal = refusal(crl(TestCa.ec("Stranger"), 1).der());
    assertThat(refusal.reason()).isEqualTo(Reason.FOREIGN_ISSUER);
    assertThat(refusal.whatIsWrong()).contains("CN=Stranger");
    assertThat(refusal.effect()).startsWith("no issuer is affected");
  }

  @Test
  void refusesASignatureByAnotherKey() throws Exception {
    accept(crl(ACME, 1041));
    ListRefusedException refusal = refusal(crl(ACME, 1042).signedBy(OTHER).der());
    assertThat(refusal.reason()).isEqualTo(Reason.WRONG_SIGNATURE);
    assertThat(refusal.effect())
        .isEqualTo("acme keeps answering from crl acme#1041, valid until 2026-11-21T11:00:00Z");
    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#1041");
  }

  @Test
  void refusesAChangedEntry() throws Exception {
    byte[] der = crl(ACME, 1).revoke(SERIAL, REVOKED_AT).der();
    byte[] serial = SERIAL.toByteArray();
    for (int i = 0; i < der.length - serial.length; i++) {
      if (Arrays.equals(der, i, i + serial.length, serial, 0, serial.length)) {
        der[i + 3] ^= 1;
      }
    }
    assertThat(refusal(der).reason()).isEqualTo(Reason.WRONG_SIGNATURE);
  }

  @Test
  void refusesAnotherKeyIdentifier() throws Exception {
    byte[] stranger = RawList.sequence(RawList.hex("8002AABB"));
    assertThat(refusalReason(crl(ACME, 1).extension("2.5.29.35", false, stranger)))
        .isEqualTo(Reason.KEY_IDENTIFIER_MISMATCH);
  }

  @Test
  void refusesThisUpdateInTheFutureBeyondTheSkew() throws Exception {
    assertThat(refusalReason(crl(ACME, 2).thisUpdate(NOW.plusSeconds(301))))
        .isEqualTo(Reason.FROM_THE_FUTURE);
    accept(crl(ACME, 2).thisUpdate(NOW.plusSeconds(300)));
  }

  @Test
  void refusesNextUpdatePassed() throws Exception {
    ListRefusedException refusal = refusal(crl(ACME, 2).nextUpdate(NOW).der());
    assertThat(refusal.reason()).isEqualTo(Reason.EXPIRED);
    assertThat(refusal.effect()).isEqualTo("acme has no valid list: its certificates get tryLater");
    accept(crl(ACME, 2).nextUpdate(NOW.plusSeconds(1)));
  }

  @Test
  void refusesAListWithoutEndUnlessAnAgeIsConfigured() throws Exception {
    CrlBuilder list = crl(ACME, 2).nextUpdate(null);
    assertThat(refusalReason(list)).isEqualTo(Reason.NO_END);

    fixture.policy("acme", ListPolicy.DEFAULT.withMaxAge(Duration.ofHours(3)));
    assertThat(accept(list).nextUpdate()).isEqualTo(NOW.plus(Duration.ofHours(2)));

    fixture.clock.advance(Duration.ofHours(2));
    assertThat(refusalReason(crl(ACME, 3).nextUpdate(null))).isEqualTo(Reason.EXPIRED);
    assertThat(fixture.judge("acme", SERIAL)).isInstanceOf(Judgement.NoEvidence.class);
  }

  @Test
  void neverGoesBackInNumbers() throws Exception {
    accept(crl(ACME, 10).revoke(SERIAL, REVOKED_AT));
    assertThat(refusalReason(crl(ACME, 9))).isEqualTo(Reason.OLDER);
    assertThat(refusalReason(crl(ACME, 10))).isEqualTo(Reason.SAME_NUMBER_OTHER_CONTENT);
    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#10");
    accept(crl(ACME, 11));
    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#11");
  }

  @Test
  void neverGoesBackInNumbersEvenWhenTheCurrentListHasEnded() throws Exception {
    accept(crl(ACME, 10));
    fixture.clock.advance(Duration.ofDays(2));
    Instant now = fixture.clock.instant();
    assertThat(refusalReason(crl(ACME, 9).thisUpdate(now).nextUpdate(now.plusSeconds(60))))
        .isEqualTo(Reason.OLDER);
  }

  @Test
  void saysUnchangedForTheSameContent() throws Exception {
    CrlBuilder list = crl(ACME, 10);
    byte[] der = list.der();
    intake.accept(fixture.drop(der));
    assertThat(intake.accept(fixture.drop(der))).isInstanceOf(Acceptance.Unchanged.class);
    assertThat(fixture.archived()).hasSize(1);
  }

  @Test
  void comparesListsWithoutNumberByTheirTime() throws Exception {
    CrlBuilder numbered = crl(ACME, 10);
    byte[] der = numbered.der();
    intake.accept(fixture.drop(der));
    assertThat(refusalReason(crl(ACME, 0).noNumber().thisUpdate(NOW.minus(Duration.ofHours(2)))))
        .isEqualTo(Reason.OLDER);
    accept(crl(ACME, 0).noNumber().thisUpdate(NOW.minus(Duration.ofMinutes(30))));
    assertThat(refusal(der).reason()).isEqualTo(Reason.OLDER);
    accept(crl(ACME, 3).thisUpdate(NOW.minus(Duration.ofMinutes(20))));
    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#3");
  }

  @Test
  void refusesMoreEntriesThanThePolicyAllows() throws Exception {
    fixture.policy("acme", ListPolicy.DEFAULT.withMaxEntries(1));
    accept(crl(ACME, 1).revoke(SERIAL, REVOKED_AT));
    assertThat(
            refusalReason(
                crl(ACME, 2).revoke(SERIAL, REVOKED_AT).revoke(BigInteger.ONE, REVOKED_AT)))
        .isEqualTo(Reason.TOO_MANY_ENTRIES);
  }

  @Test
  void leavesTheArchiveCleanWhenItRefuses() throws Exception {
    accept(crl(ACME, 5));
    assertThat(refusalReason(crl(ACME, 4))).isEqualTo(Reason.OLDER);
    assertThat(refusal("hello".getBytes(StandardCharsets.US_ASCII)).reason())
        .isEqualTo(Reason.NOT_A_LIST);
    assertThat(refusalReason(crl(ACME, 6).extension("1.2.3", true, RawList.hex("0500"))))
        .isEqualTo(Reason.UNKNOWN_CRITICAL_EXTENSION);
    assertThat(fixture.archived()).singleElement().asString().startsWith("acme/0000");
  }

  @Test
  void keepsTheCurrentListAndTwoBeforeIt() throws Exception {
    for (int number = 1; number <= 5; number++) {
      accept(crl(ACME, number));
    }
    assertThat(fixture.archived())
        .extracting(name -> name.substring(0, 25))
        .containsExactly(
            "acme/00000000000000000003", "acme/00000000000000000004", "acme/00000000000000000005");
  }

  @Test
  void answersFromAMappedListWhoseFileIsPruned() throws Exception {
    intake = fixture.mapEverything().start();
    accept(crl(ACME, 1).revoke(SERIAL, REVOKED_AT));
    IssuerData.Snapshot snapshot = fixture.data("acme").snapshot();
    for (int number = 2; number <= 6; number++) {
      accept(crl(ACME, number));
    }
    assertThat(snapshot.evidence().get(0).revocationOf(SerialNumber.of(SERIAL))).isNotNull();
    assertThat(fixture.archived()).noneMatch(name -> name.contains("0001-"));
  }

  @Test
  void refusesADirectoryAndFailsForAMissingFile() {
    assertThat(
            catchThrowableOfType(ListRefusedException.class, () -> intake.accept(fixture.drop))
                .reason())
        .isEqualTo(Reason.NOT_A_LIST);
    assertThatThrownBy(() -> intake.accept(fixture.drop.resolve("gone")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void refusesAFileOverTwoGibibytesUnread() throws Exception {
    Path file = fixture.drop.resolve("giant.crl");
    try (var giant = new RandomAccessFile(file.toFile(), "rw")) {
      giant.setLength(1L << 31);
    }
    assertThat(catchThrowableOfType(ListRefusedException.class, () -> intake.accept(file)).reason())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void writesAReasonThatSaysWhatEffectAndWhatToDo() throws Exception {
    accept(crl(ACME, 10));
    assertThat(refusal(crl(ACME, 9).der()).reasonText())
        .isEqualTo(
            """
            Refused (older).
            What is wrong: the list (#9) is older than the current one (#10).
            Effect:        acme keeps answering from crl acme#10, valid until 2026-11-21T11:00:00Z.
            What to do:    nothing, if an old file was dropped by mistake; else find out why the CA's numbers or times go back, and if it means them, take the file in with: camel-ocsp lists accept --older, in Karaf ocsp:lists --older.
            """);
  }
}
