package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static io.camelocsp.revocation.IntakeFixture.SERIAL;
import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestScope;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deltas on top of complete lists (RFC 5280 5.2.4). */
class DeltaTest {
  private static final TestCa ACME = TestCa.ec("Acme CA");
  private static final BigInteger OTHER = BigInteger.valueOf(4711);
  private static final Instant REVOKED_AT = Instant.parse("2026-11-19T08:00:00Z");
  private static final int HOLD = 6;

  @TempDir Path directory;
  private IntakeFixture fixture;
  private ListIntake intake;

  @BeforeEach
  void start() {
    fixture = new IntakeFixture(directory).issuer("acme", ACME);
    intake = fixture.start();
  }

  private Acceptance accept(CrlBuilder list) throws IOException, ListRefusedException {
    return intake.accept(fixture.drop(list));
  }

  private Reason refusal(CrlBuilder list) throws IOException {
    Path file = fixture.drop(list);
    return catchThrowableOfType(ListRefusedException.class, () -> intake.accept(file)).reason();
  }

  private String status(BigInteger serial) {
    return fixture.judge("acme", serial) instanceof Judgement.Status status
        ? status.status().label()
        : "none";
  }

  @Test
  void revokesOnTopOfItsBaseAndBringsItsTimes() throws Exception {
    accept(crl(ACME, 10).revoke(OTHER, REVOKED_AT));
    Acceptance.Accepted accepted =
        (Acceptance.Accepted)
            accept(
                crl(ACME, 11)
                    .delta(10)
                    .thisUpdate(NOW)
                    .nextUpdate(NOW.plusSeconds(3600))
                    .revoke(SERIAL, REVOKED_AT, 1));

    assertThat(accepted.description()).isEqualTo("delta crl acme#11");
    assertThat(accepted.kind()).isEqualTo(ListKind.DELTA_CRL);
    assertThat(status(SERIAL)).isEqualTo("revoked");
    assertThat(status(OTHER)).isEqualTo("revoked");
    Judgement.Status good = (Judgement.Status) fixture.judge("acme", BigInteger.ONE);
    assertThat(good.status().label()).isEqualTo("good");
    assertThat(good.thisUpdate()).isEqualTo(NOW);
    assertThat(good.nextUpdate()).isEqualTo(NOW.plusSeconds(3600));
  }

  @Test
  void bringsABaseUpToDateThatHasEnded() throws Exception {
    accept(crl(ACME, 10).nextUpdate(NOW.plusSeconds(60)).revoke(OTHER, REVOKED_AT));
    accept(crl(ACME, 11).delta(10));
    fixture.clock.advance(Duration.ofMinutes(2));
    assertThat(status(OTHER)).isEqualTo("revoked");
    assertThat(status(SERIAL)).isEqualTo("good");
  }

  @Test
  void takesOffWhatWasOnHold() throws Exception {
    accept(crl(ACME, 10).revoke(SERIAL, REVOKED_AT, HOLD));
    accept(crl(ACME, 11).delta(10).remove(SERIAL, REVOKED_AT));
    assertThat(status(SERIAL)).isEqualTo("good");
    Statement.Says says =
        fixture.data("acme").snapshot().explain(SerialNumber.of(SERIAL), NOW).statements().stream()
            .filter(each -> each.kind().equals("delta crl"))
            .findFirst()
            .orElseThrow()
            .says();
    assertThat(says).isInstanceOf(Statement.Removed.class);
  }

  @Test
  void givesAHoldAnotherReason() throws Exception {
    accept(crl(ACME, 10).revoke(SERIAL, REVOKED_AT, HOLD));
    accept(crl(ACME, 11).delta(10).revoke(SERIAL, REVOKED_AT, 1));
    assertThat(((Judgement.Status) fixture.judge("acme", SERIAL)).status())
        .isEqualTo(
            new io.camelocsp.message.CertStatus.Revoked(
                REVOKED_AT, RevocationReason.KEY_COMPROMISE));
  }

  @Test
  void waitsUntilItsBaseComesAndSaysForWhat() throws Exception {
    Acceptance.Waiting waiting =
        (Acceptance.Waiting) accept(crl(ACME, 12).delta(10).revoke(SERIAL, REVOKED_AT));
    assertThat(waiting.forWhat()).isEqualTo("a list of the same scope with a number from 10 to 11");
    assertThat(status(SERIAL)).isEqualTo("none");
    assertThat(fixture.data("acme").snapshot().waiting()).hasSize(1);
    accept(crl(ACME, 9));
    assertThat(status(SERIAL)).isEqualTo("good");
    accept(crl(ACME, 11));
    assertThat(status(SERIAL)).isEqualTo("revoked");
    assertThat(fixture.data("acme").snapshot().waiting()).isEmpty();
  }

  @Test
  void givesWayToABaseOfItsNumber() throws Exception {
    accept(crl(ACME, 10));
    accept(crl(ACME, 11).delta(10).revoke(SERIAL, REVOKED_AT, HOLD));
    accept(crl(ACME, 11));
    assertThat(status(SERIAL)).isEqualTo("good");
    assertThat(refusal(crl(ACME, 11).delta(10))).isEqualTo(Reason.OLDER);
  }

  @Test
  void neverGoesBackInNumbers() throws Exception {
    accept(crl(ACME, 10));
    accept(crl(ACME, 15).delta(10));
    assertThat(refusal(crl(ACME, 14).delta(10))).isEqualTo(Reason.OLDER);
    assertThat(refusal(crl(ACME, 15).delta(10).revoke(SERIAL, REVOKED_AT)))
        .isEqualTo(Reason.SAME_NUMBER_OTHER_CONTENT);
  }

  @Test
  void itsRevocationsStandWhenItEndsAndNothingElseIsGood() throws Exception {
    accept(crl(ACME, 10).revoke(OTHER, REVOKED_AT).revoke(BigInteger.TWO, REVOKED_AT, HOLD));
    accept(
        crl(ACME, 11)
            .delta(10)
            .nextUpdate(NOW.plusSeconds(60))
            .revoke(SERIAL, REVOKED_AT)
            .remove(BigInteger.TWO, REVOKED_AT));
    fixture.clock.advance(Duration.ofMinutes(2));
    assertThat(status(SERIAL)).isEqualTo("revoked");
    assertThat(status(OTHER)).isEqualTo("revoked");
    assertThat(status(BigInteger.TWO)).isEqualTo("none");
    assertThat(status(BigInteger.ONE)).isEqualTo("none");
    assertThat(((Judgement.NoEvidence) fixture.judge("acme", BigInteger.ONE)).reason())
        .contains("delta crl acme#11 is not in force");
  }

  @Test
  void ofAnotherScopeWaitsForItsOwnBase() throws Exception {
    accept(crl(ACME, 10));
    assertThat(accept(crl(ACME, 11).delta(10).scope(TestScope.USERS).revoke(SERIAL, REVOKED_AT)))
        .isInstanceOf(Acceptance.Waiting.class);
    assertThat(status(SERIAL)).isEqualTo("good");
  }

  @Test
  void comesBackAfterARestartWithItsBaseOrWaiting() throws Exception {
    accept(crl(ACME, 10).revoke(OTHER, REVOKED_AT, HOLD));
    accept(crl(ACME, 11).delta(10).revoke(SERIAL, REVOKED_AT).remove(OTHER, REVOKED_AT));
    accept(crl(ACME, 21).delta(20).revoke(BigInteger.TWO, REVOKED_AT));
    intake = fixture.start();
    assertThat(intake.restore().messages()).isEmpty();
    assertThat(status(SERIAL)).isEqualTo("revoked");
    assertThat(status(OTHER)).isEqualTo("good");
    assertThat(status(BigInteger.TWO)).isEqualTo("good");
    accept(crl(ACME, 20));
    assertThat(status(BigInteger.TWO)).isEqualTo("revoked");
  }

  @Test
  void aCompleteListSaysWhereItsDeltasAre() throws Exception {
    Acceptance.Accepted accepted =
        (Acceptance.Accepted) accept(crl(ACME, 1).freshest("http://crl.acme.example/delta.crl"));
    assertThat(accepted.freshest()).containsExactly("http://crl.acme.example/delta.crl");
  }
}
