package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static io.camelocsp.revocation.IntakeFixture.SERIAL;
import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestScope;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists that speak of a part, of others' certificates, or under another key. */
class ScopeTest {
  private static final TestCa ACME = TestCa.ec("Acme CA");
  private static final TestCa OTHER = TestCa.ec("Other CA");
  private static final TestCa LISTER = TestCa.ec("List issuer");
  private static final TestCa NEW_KEY = ACME.withNewKey();
  private static final Instant REVOKED_AT = Instant.parse("2026-11-19T08:00:00Z");
  private static final String A = "http://crl.acme.example/a.crl";
  private static final String B = "http://crl.acme.example/b.crl";

  @TempDir Path directory;
  private IntakeFixture fixture;
  private ListIntake intake;

  @BeforeEach
  void start() {
    fixture = new IntakeFixture(directory).issuer("acme", ACME).issuer("other", OTHER);
    intake = fixture.start();
  }

  private void policy(ListPolicy policy) {
    fixture.policy("acme", policy);
    intake.applyPolicies();
  }

  private void points(String... names) {
    policy(
        ListPolicy.DEFAULT.withJudgement(
            JudgementPolicy.DEFAULT.withDistributionPoints(
                List.of(names).stream().map(DistributionPoint::parse).toList())));
  }

  private void accept(CrlBuilder list) throws Exception {
    assertThat(intake.accept(fixture.drop(list))).isInstanceOf(Acceptance.Accepted.class);
  }

  private ListRefusedException refusal(CrlBuilder list) throws Exception {
    Path file = fixture.drop(list);
    return catchThrowableOfType(ListRefusedException.class, () -> intake.accept(file));
  }

  private String status(String issuer, BigInteger serial) {
    return fixture.judge(issuer, serial) instanceof Judgement.Status status
        ? status.status().label()
        : "none";
  }

  private String missing() {
    return ((Judgement.NoEvidence) fixture.judge("acme", SERIAL)).reason();
  }

  @Test
  void usersAndAuthoritiesTogetherMakeGood() throws Exception {
    accept(crl(ACME, 1).scope(TestScope.USERS).revoke(BigInteger.TWO, REVOKED_AT));
    assertThat(status("acme", BigInteger.TWO)).isEqualTo("revoked");
    assertThat(missing()).isEqualTo("no valid list covers CA certificates");
    accept(crl(ACME, 1).scope(TestScope.AUTHORITIES).nextUpdate(NOW.plusSeconds(60)));
    assertThat(status("acme", SERIAL)).isEqualTo("good");
    assertThat(((Judgement.Status) fixture.judge("acme", SERIAL)).nextUpdate())
        .isEqualTo(NOW.plusSeconds(60));
    fixture.clock.advance(Duration.ofSeconds(60));
    assertThat(missing()).isEqualTo("no valid list covers CA certificates");
  }

  @Test
  void allReasonsTogetherMakeGood() throws Exception {
    accept(crl(ACME, 1).scope(TestScope.ofReasons(TestScope.COMPROMISE)));
    assertThat(missing()).contains("superseded").doesNotContain("keyCompromise");
    accept(crl(ACME, 1).scope(TestScope.ofReasons(TestScope.OTHER_REASONS)));
    assertThat(status("acme", SERIAL)).isEqualTo("good");
  }

  @Test
  void aListOfADistributionPointMakesNothingGoodUnlessThePointsAreConfigured() throws Exception {
    accept(crl(ACME, 1).scope(TestScope.point(A)).revoke(BigInteger.TWO, REVOKED_AT));
    assertThat(status("acme", BigInteger.TWO)).isEqualTo("revoked");
    assertThat(missing()).contains(A, "not configured", "distribution-points");
    points(A);
    assertThat(status("acme", SERIAL)).isEqualTo("good");
    points(A, B);
    assertThat(missing()).isEqualTo("no valid list covers certificates of distribution point " + B);
    accept(crl(ACME, 1).scope(TestScope.point(B)));
    assertThat(status("acme", SERIAL)).isEqualTo("good");
  }

  @Test
  void numbersOfDifferentScopesDoNotCompare() throws Exception {
    accept(crl(ACME, 9).scope(TestScope.point(A)));
    accept(crl(ACME, 3).scope(TestScope.point(B)));
    assertThat(refusal(crl(ACME, 8).scope(TestScope.point(A))).reason()).isEqualTo(Reason.OLDER);
  }

  @Test
  void aDirectoryNameIsComparedAsNames() {
    assertThat(DistributionPoint.parse("CN=CRL 7, O=Acme"))
        .isEqualTo(DistributionPoint.parse("cn=crl 7,o=acme"));
  }

  @Test
  void anIndirectListSpeaksOfThoseThatConfigureIt() throws Exception {
    CrlBuilder list =
        crl(LISTER, 1)
            .scope(TestScope.INDIRECT)
            .revoke(BigInteger.ONE, REVOKED_AT)
            .revokeOf(OTHER, SERIAL, REVOKED_AT)
            .revokeOf(ACME, BigInteger.TWO, REVOKED_AT)
            .revoke(BigInteger.TEN, REVOKED_AT);
    assertThat(refusal(list).reason()).isEqualTo(Reason.FOREIGN_ISSUER);
    policy(
        ListPolicy.DEFAULT.withSigners(
            new ListPolicy.Signers(List.of(), List.of(LISTER.certificate()))));
    accept(list);

    assertThat(status("acme", BigInteger.TWO)).isEqualTo("revoked");
    assertThat(status("acme", BigInteger.TEN)).isEqualTo("revoked");
    assertThat(status("acme", SERIAL)).isEqualTo("good");
    assertThat(status("acme", BigInteger.ONE)).isEqualTo("good");
    assertThat(status("other", SERIAL)).isEqualTo("none");
    intake = fixture.start();
    assertThat(intake.restore().messages()).isEmpty();
    assertThat(status("acme", BigInteger.TWO)).isEqualTo("revoked");
    assertThat(status("acme", SERIAL)).isEqualTo("good");
  }

  @Test
  void anIndirectListOfAServedIssuerSpeaksOfItsOwnToo() throws Exception {
    fixture.policy(
        "other",
        ListPolicy.DEFAULT.withSigners(
            new ListPolicy.Signers(List.of(), List.of(ACME.certificate()))));
    accept(
        crl(ACME, 1)
            .scope(TestScope.INDIRECT)
            .revoke(BigInteger.ONE, REVOKED_AT)
            .revokeOf(OTHER, SERIAL, REVOKED_AT));
    assertThat(status("acme", BigInteger.ONE)).isEqualTo("revoked");
    assertThat(status("acme", SERIAL)).isEqualTo("good");
    assertThat(status("other", SERIAL)).isEqualTo("revoked");
    assertThat(status("other", BigInteger.ONE)).isEqualTo("good");
  }

  @Test
  void aDirectListOfAnIndirectIssuerSaysNothing() throws Exception {
    policy(
        ListPolicy.DEFAULT.withSigners(
            new ListPolicy.Signers(List.of(), List.of(LISTER.certificate()))));
    assertThat(refusal(crl(LISTER, 1)).whatIsWrong()).contains("not indirect");
  }

  private void oldAndNewKey() {
    policy(
        ListPolicy.DEFAULT.withSigners(
            new ListPolicy.Signers(List.of(NEW_KEY.certificate()), List.of())));
  }

  @Test
  void oldAndNewKeyCountSideBySide() throws Exception {
    assertThat(refusal(crl(NEW_KEY, 1)).reason()).isEqualTo(Reason.KEY_IDENTIFIER_MISMATCH);
    oldAndNewKey();
    accept(crl(ACME, 50).revoke(SERIAL, REVOKED_AT));
    accept(crl(NEW_KEY, 1).revoke(BigInteger.TWO, REVOKED_AT));
    assertThat(status("acme", SERIAL)).isEqualTo("revoked");
    assertThat(status("acme", BigInteger.TWO)).isEqualTo("revoked");
    assertThat(status("acme", BigInteger.TEN)).isEqualTo("good");
  }

  @Test
  void anEndedListGivesWayToANewerOneUnderAnotherKey() throws Exception {
    oldAndNewKey();
    accept(crl(ACME, 50).nextUpdate(NOW.plusSeconds(60)).revoke(SERIAL, REVOKED_AT));
    accept(crl(NEW_KEY, 1).thisUpdate(NOW));
    fixture.clock.advance(Duration.ofMinutes(2));
    assertThat(status("acme", SERIAL)).isEqualTo("good");
  }

  @Test
  void whatAnEndedListRevokedStandsBesideAnOlderOneUnderAnotherKey() throws Exception {
    oldAndNewKey();
    accept(crl(NEW_KEY, 1).thisUpdate(NOW.minus(Duration.ofHours(2))));
    accept(crl(ACME, 50).nextUpdate(NOW.plusSeconds(60)).revoke(SERIAL, REVOKED_AT));
    fixture.clock.advance(Duration.ofMinutes(2));
    assertThat(status("acme", SERIAL)).isEqualTo("revoked");
  }

  @Test
  void allOfItComesBackAfterARestart() throws Exception {
    oldAndNewKey();
    accept(crl(ACME, 50).revoke(SERIAL, REVOKED_AT));
    accept(crl(NEW_KEY, 1).revoke(BigInteger.TWO, REVOKED_AT));
    accept(crl(ACME, 7).scope(TestScope.point(A)).revoke(BigInteger.TEN, REVOKED_AT));
    intake = fixture.start();
    Restoration restoration = intake.restore();
    assertThat(restoration.messages()).isEmpty();
    assertThat(restoration.lists()).hasSize(3);
    assertThat(status("acme", SERIAL)).isEqualTo("revoked");
    assertThat(status("acme", BigInteger.TWO)).isEqualTo("revoked");
    assertThat(status("acme", BigInteger.TEN)).isEqualTo("revoked");
    assertThat(status("acme", BigInteger.ONE)).isEqualTo("good");
  }
}
