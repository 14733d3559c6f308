package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static io.camelocsp.revocation.IntakeFixture.SERIAL;
import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.RevocationReason;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What policy makes of evidence: grace, retirement, and the issuer's own downfall. */
class JudgementPolicyTest {
  private static final TestCa ROOT = TestCa.ec("Root CA");
  private static final TestCa ACME = ROOT.subordinate("Acme CA");
  private static final Instant REVOKED_AT = Instant.parse("2026-11-19T08:00:00Z");
  private static final Instant END = NOW.plus(Duration.ofHours(23));
  private static final int HOLD = 6;

  @TempDir Path directory;
  private IntakeFixture fixture;
  private ListIntake intake;

  @BeforeEach
  void start() {
    fixture = new IntakeFixture(directory).issuer("acme", ACME).issuer("root", ROOT);
    intake = fixture.start();
  }

  private void judge(UnaryOperator<JudgementPolicy> change) {
    fixture.policy("acme", ListPolicy.DEFAULT.withJudgement(change.apply(JudgementPolicy.DEFAULT)));
    intake.applyPolicies();
  }

  private void accept(CrlBuilder list) throws Exception {
    intake.accept(fixture.drop(list));
  }

  private Judgement.Status status(BigInteger serial) {
    return (Judgement.Status) fixture.judge("acme", serial);
  }

  @Test
  void graceCarriesOnUntilItEndsAndSaysSo() throws Exception {
    judge(policy -> policy.withGrace(Duration.ofHours(2)));
    accept(crl(ACME, 1).revoke(SERIAL, REVOKED_AT, 1));
    assertThat(status(SERIAL).nextUpdate()).isEqualTo(END);
    fixture.clock.set(END);
    assertThat(status(SERIAL).nextUpdate()).isEqualTo(END.plus(Duration.ofHours(2)));
    assertThat(status(BigInteger.ONE).status()).isEqualTo(new CertStatus.Good());
    assertThat(
            fixture
                .data("acme")
                .snapshot()
                .explain(SerialNumber.of(SERIAL), END)
                .statements()
                .get(0)
                .validity())
        .isEqualTo(Statement.Validity.EXTENDED);
    fixture.clock.advance(Duration.ofHours(2));
    assertThat(fixture.judge("acme", SERIAL)).isInstanceOf(Judgement.NoEvidence.class);
  }

  @Test
  void aRetiredIssuerAnswersFromItsLastList() throws Exception {
    accept(crl(ACME, 1).revoke(SERIAL, REVOKED_AT, 1));
    fixture.clock.set(END.plus(Duration.ofDays(300)));
    assertThat(fixture.judge("acme", SERIAL)).isInstanceOf(Judgement.NoEvidence.class);
    judge(policy -> policy.withRetired(Duration.ofDays(7)));
    Instant now = fixture.clock.instant();
    assertThat(status(SERIAL).status().label()).isEqualTo("revoked");
    assertThat(status(SERIAL).nextUpdate()).isEqualTo(now.plus(Duration.ofDays(7)));
    assertThat(status(BigInteger.ONE).status().label()).isEqualTo("good");
  }

  @Test
  void aCompromisedIssuersCertificatesAreAllRevokedEvenWithoutAList() throws Exception {
    judge(policy -> policy.withCompromisedSince(REVOKED_AT));
    assertThat(status(BigInteger.ONE).status())
        .isEqualTo(new CertStatus.Revoked(REVOKED_AT, RevocationReason.CA_COMPROMISE));
    accept(
        crl(ACME, 1)
            .revoke(SERIAL, REVOKED_AT.minusSeconds(1), 4)
            .revoke(BigInteger.TWO, REVOKED_AT.minusSeconds(1), HOLD));
    assertThat(status(SERIAL).status())
        .isEqualTo(new CertStatus.Revoked(REVOKED_AT.minusSeconds(1), RevocationReason.SUPERSEDED));
    assertThat(status(BigInteger.TWO).status())
        .isEqualTo(new CertStatus.Revoked(REVOKED_AT, RevocationReason.CA_COMPROMISE));
    judge(policy -> policy.withCompromisedSince(null));
    assertThat(status(BigInteger.ONE).status()).isEqualTo(new CertStatus.Good());
  }

  private void rootRevokesAcme(int reason) throws Exception {
    accept(crl(ACME, 1));
    accept(crl(ROOT, 1).revoke(ACME.certificate().getSerialNumber(), REVOKED_AT, reason));
  }

  @Test
  void whenItsParentRevokesItForACompromiseAllOfItsCertificatesAreRevoked() throws Exception {
    rootRevokesAcme(2);
    assertThat(status(BigInteger.ONE).status())
        .isEqualTo(new CertStatus.Revoked(REVOKED_AT, RevocationReason.CA_COMPROMISE));
    assertThat(status(BigInteger.ONE).evidence()).contains("crl root#1");
    judge(policy -> policy.withWhenIssuerRevoked(RevokedIssuerPolicy.LISTS_DECIDE));
    assertThat(status(BigInteger.ONE).status()).isEqualTo(new CertStatus.Good());
  }

  @Test
  void whenItsCertificateWasReplacedOnlyAStricterPolicyRevokes() throws Exception {
    rootRevokesAcme(4);
    assertThat(status(BigInteger.ONE).status()).isEqualTo(new CertStatus.Good());
    judge(policy -> policy.withWhenIssuerRevoked(RevokedIssuerPolicy.REVOKED));
    assertThat(status(BigInteger.ONE).status())
        .isEqualTo(new CertStatus.Revoked(REVOKED_AT, RevocationReason.CA_COMPROMISE));
  }

  @Test
  void whileItIsOnHoldSoAreItsCertificatesByTheStricterPolicy() throws Exception {
    judge(policy -> policy.withWhenIssuerRevoked(RevokedIssuerPolicy.REVOKED));
    rootRevokesAcme(HOLD);
    assertThat(status(BigInteger.ONE).status())
        .isEqualTo(new CertStatus.Revoked(REVOKED_AT, RevocationReason.CERTIFICATE_HOLD));
  }

  @Test
  void noIssuerIsItsOwnParent() throws Exception {
    accept(crl(ROOT, 1).revoke(ROOT.certificate().getSerialNumber(), REVOKED_AT, 1));
    assertThat(((Judgement.Status) fixture.judge("root", BigInteger.ONE)).status())
        .isEqualTo(new CertStatus.Good());
  }
}
