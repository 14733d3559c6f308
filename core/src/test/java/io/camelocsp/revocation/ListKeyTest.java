package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static io.camelocsp.revocation.IntakeFixture.SERIAL;
import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IssuanceJudgement.Issued;
import io.camelocsp.revocation.IssuanceJudgement.NeverIssued;
import io.camelocsp.revocation.IssuanceJudgement.NoEvidence;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists by a key of their own, whose certificate the CA has issued and may revoke. */
class ListKeyTest {
  private static final Instant REVOKED_AT = NOW.minus(Duration.ofDays(1));
  private static final BigInteger KEY_SERIAL = BigInteger.valueOf(77);
  private static final int KEY_COMPROMISE = 1;
  private static final TestCa ACME = TestCa.ec("Acme CA");

  /** Makes lists under the CA's name with a key that {@link #CERTIFICATE} is of. */
  private static final TestCa LIST_KEY = ACME.withNewKey();

  private static final X509Certificate CERTIFICATE =
      ACME.certificateFor("Acme CA")
          .key(LIST_KEY.keyPair())
          .serial(KEY_SERIAL)
          .keyUsage(KeyUsage.cRLSign)
          .issue()
          .certificate();

  @TempDir Path directory;
  private IntakeFixture fixture;
  private ListIntake intake;

  @BeforeEach
  void start() {
    fixture =
        new IntakeFixture(directory)
            .issuer("acme", ACME)
            .policy(
                "acme",
                ListPolicy.DEFAULT.withSigners(
                    new ListPolicy.Signers(List.of(CERTIFICATE), List.of())));
    intake = fixture.start();
  }

  private void accept(CrlBuilder list) throws Exception {
    assertThat(intake.accept(fixture.drop(list))).isInstanceOf(Acceptance.Accepted.class);
  }

  private String status(BigInteger serial) {
    return fixture.judge("acme", serial) instanceof Judgement.Status status
        ? status.status().label()
        : "none";
  }

  private static CrlBuilder revokingTheKey(long number) {
    return crl(ACME, number).revoke(KEY_SERIAL, REVOKED_AT, KEY_COMPROMISE);
  }

  @Test
  void listsOfTheCaAndOfItsListKeyCountSideBySide() throws Exception {
    accept(crl(ACME, 1).revoke(SERIAL, REVOKED_AT));
    accept(crl(LIST_KEY, 1).revoke(BigInteger.TWO, REVOKED_AT));

    assertThat(status(SERIAL)).isEqualTo("revoked");
    assertThat(status(BigInteger.TWO)).isEqualTo("revoked");
    assertThat(status(BigInteger.TEN)).isEqualTo("good");
  }

  @Test
  void anEndedListOfTheCaGivesWayToOneOfItsListKey() throws Exception {
    accept(crl(ACME, 1).nextUpdate(NOW.plusSeconds(60)).revoke(SERIAL, REVOKED_AT));
    accept(crl(LIST_KEY, 1).thisUpdate(NOW));
    fixture.clock.advance(Duration.ofMinutes(2));

    assertThat(status(SERIAL)).isEqualTo("good");
  }

  @Test
  void aListByARevokedKeyVouchesForNothing() throws Exception {
    accept(revokingTheKey(1).nextUpdate(NOW.plusSeconds(60)));
    accept(crl(LIST_KEY, 1));
    assertThat(status(BigInteger.TEN)).isEqualTo("good");
    fixture.clock.advance(Duration.ofMinutes(2));

    assertThat(status(BigInteger.TEN)).isEqualTo("none");
  }

  @Test
  void aNewerListByARevokedKeyDoesNotClearThatKey() throws Exception {
    accept(revokingTheKey(1).nextUpdate(NOW.plusSeconds(60)));
    fixture.clock.advance(Duration.ofMinutes(2));
    accept(crl(LIST_KEY, 1).thisUpdate(fixture.clock.instant()));

    assertThat(status(BigInteger.TEN)).isEqualTo("none");
  }

  @Test
  void whatTheListKeyItselfRevokesOfItselfCounts() throws Exception {
    accept(crl(LIST_KEY, 1).revoke(KEY_SERIAL, REVOKED_AT, KEY_COMPROMISE));

    assertThat(status(BigInteger.TEN)).isEqualTo("none");
  }

  @Test
  void theKeyCountsAgainWhenTheCaLiftsItsHold() throws Exception {
    accept(crl(ACME, 1).revoke(KEY_SERIAL, REVOKED_AT, 6).nextUpdate(NOW.plusSeconds(60)));
    accept(crl(LIST_KEY, 1));
    accept(crl(ACME, 2).nextUpdate(NOW.plusSeconds(60)));
    fixture.clock.advance(Duration.ofMinutes(2));

    assertThat(status(BigInteger.TEN)).isEqualTo("good");
  }

  private IssuanceJudgement issued(int serial) {
    return fixture
        .data("acme")
        .snapshot()
        .judgeIssuance(SerialNumber.of(BigInteger.valueOf(serial)), fixture.clock.instant());
  }

  private static CrlBuilder issuance(TestCa ca, long number, Integer... serials) {
    return IssuanceLists.list(ca, number, ListSegment.ONLY, List.of(serials));
  }

  @Test
  void issuanceListsByARevokedKeySayNothing() throws Exception {
    accept(issuance(LIST_KEY, 1, 10));
    assertThat(issued(10)).isInstanceOf(Issued.class);
    assertThat(issued(11)).isInstanceOf(NeverIssued.class);
    accept(revokingTheKey(1));

    assertThat(issued(10))
        .isInstanceOfSatisfying(
            NoEvidence.class, none -> assertThat(none.reason()).contains("revoked"));
    assertThat(issued(11)).isInstanceOf(NoEvidence.class);
  }

  @Test
  void aSegmentByARevokedKeyIsMissing() throws Exception {
    accept(IssuanceLists.list(ACME, 1, ListSegment.ONLY, List.of(10)));
    accept(IssuanceLists.list(ACME, 2, new ListSegment(1, 1, true), List.of(10)));
    accept(IssuanceLists.list(LIST_KEY, 3, new ListSegment(1, 2, false), List.of(20)));
    accept(revokingTheKey(1));

    assertThat(issued(10)).isInstanceOf(Issued.class);
    assertThat(issued(20)).isNotInstanceOf(Issued.class);
  }

  @Test
  void aRevokedKeyCannotBringANewIssuanceList() throws Exception {
    accept(issuance(ACME, 1, 10));
    accept(revokingTheKey(1));
    Path forged = fixture.drop(issuance(LIST_KEY, 9, 10, 666));

    assertThat(
            Assertions.catchThrowableOfType(ListRefusedException.class, () -> intake.accept(forged))
                .reason())
        .isEqualTo(ListRefusedException.Reason.KEY_REVOKED);
    assertThat(issued(666)).isInstanceOf(NeverIssued.class);
  }

  @Test
  void anIssuanceListByARevokedKeyDoesNotStandInTheWayOfTheCas() throws Exception {
    accept(issuance(LIST_KEY, 1_000_000, 10, 666));
    accept(revokingTheKey(1));
    accept(issuance(ACME, 2, 10));

    assertThat(issued(10)).isInstanceOf(Issued.class);
    assertThat(issued(666)).isInstanceOf(NeverIssued.class);
    intake = fixture.start();
    assertThat(intake.restore().messages()).isEmpty();
    assertThat(issued(666)).isInstanceOf(NeverIssued.class);
  }
}
