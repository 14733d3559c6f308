package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static io.camelocsp.revocation.IntakeFixture.SERIAL;
import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Entries that the next list does not have any more (spec 6.4, 7.2). */
class VanishingTest {
  private static final TestCa ACME = TestCa.ec("Acme CA");
  private static final Instant REVOKED_AT = Instant.parse("2026-11-19T08:00:00Z");
  private static final int HOLD = 6;
  private static final BigInteger HELD = BigInteger.valueOf(7);

  @TempDir Path directory;
  private IntakeFixture fixture;
  private ListIntake intake;

  @BeforeEach
  void start() {
    fixture = new IntakeFixture(directory).issuer("acme", ACME);
    intake = fixture.start();
  }

  private void retention(@Nullable Duration duration) {
    fixture.policy(
        "acme", ListPolicy.DEFAULT.withJudgement(JudgementPolicy.DEFAULT.withRetention(duration)));
    intake.applyPolicies();
  }

  private void restart() throws Exception {
    intake = fixture.start();
    assertThat(intake.restore().messages()).isEmpty();
  }

  private Acceptance.Accepted accept(CrlBuilder list) throws Exception {
    return (Acceptance.Accepted) intake.accept(fixture.drop(list));
  }

  private String status(BigInteger serial) {
    return ((Judgement.Status) fixture.judge("acme", serial)).status().label();
  }

  /** Serial numbers from {@code first}, so many. */
  private static CrlBuilder listing(long number, int first, int count) {
    CrlBuilder list = crl(ACME, number);
    for (int i = first; i < first + count; i++) {
      list.revoke(BigInteger.valueOf(i), REVOKED_AT, i == HELD.intValue() ? HOLD : 1);
    }
    return list;
  }

  @Test
  void withoutRetentionTheNewestListDecides() throws Exception {
    accept(listing(1, 1, 10));
    assertThat(accept(listing(2, 2, 9)).heldRemovals()).isZero();
    assertThat(status(BigInteger.ONE)).isEqualTo("good");
  }

  @Test
  void withinRetentionItStaysRevokedUnlessItWasOnHold() throws Exception {
    retention(Duration.ofHours(10));
    accept(listing(1, 1, 10));
    accept(listing(2, 8, 3).thisUpdate(NOW.minus(Duration.ofMinutes(30))));
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    assertThat(status(HELD)).isEqualTo("good");
    restart();
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    fixture.clock.advance(Duration.ofHours(10).minusMinutes(31));
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    fixture.clock.advance(Duration.ofMinutes(2));
    assertThat(status(BigInteger.ONE)).isEqualTo("good");
  }

  @Test
  void whatIsListedAgainLeavesRetention() throws Exception {
    retention(Duration.ofHours(10));
    accept(listing(1, 1, 10));
    accept(listing(2, 2, 9));
    accept(listing(3, 1, 10));
    assertThat(fixture.archived()).noneMatch(name -> name.contains("retained-"));
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
  }

  @Test
  void manyAtOnceAreHeldWhileAdditionsAndTimesCount() throws Exception {
    accept(listing(1, 1, 300));
    Acceptance.Accepted accepted =
        accept(
            listing(2, 150, 151).nextUpdate(NOW.plusSeconds(7200)).revoke(SERIAL, REVOKED_AT, 1));
    assertThat(accepted.heldRemovals()).isEqualTo(149);
    assertThat(fixture.data("acme").snapshot().heldRemovals()).isEqualTo(149);
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    assertThat(status(HELD)).isEqualTo("revoked");
    assertThat(status(SERIAL)).isEqualTo("revoked");
    assertThat(((Judgement.Status) fixture.judge("acme", BigInteger.valueOf(5000))).nextUpdate())
        .isEqualTo(NOW.plusSeconds(7200));
  }

  @Test
  void growthIsNeverHeldBackNorIsUpToAShareOrANumber() throws Exception {
    accept(listing(1, 1, 1000));
    assertThat(accept(listing(2, 201, 4000)).heldRemovals()).isZero();
    accept(listing(3, 1, 120));
    intake.acceptRemovals("acme");
    assertThat(accept(listing(4, 101, 20)).heldRemovals()).isZero();
  }

  @Test
  void heldRemovalsStayThroughARestartAndTheNextList() throws Exception {
    accept(listing(1, 1, 300));
    accept(listing(2, 150, 151));
    restart();
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    assertThat(accept(listing(3, 149, 152)).heldRemovals()).isEqualTo(148);
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    restart();
    assertThat(fixture.data("acme").snapshot().heldRemovals()).isEqualTo(148);
  }

  @Test
  void anOperatorAcceptsRemovalsForGood() throws Exception {
    accept(listing(1, 1, 300));
    accept(listing(2, 150, 151));
    assertThat(intake.acceptRemovals("acme")).isEqualTo(149);
    assertThat(status(BigInteger.ONE)).isEqualTo("good");
    restart();
    assertThat(status(BigInteger.ONE)).isEqualTo("good");
    assertThat(intake.acceptRemovals("acme")).isZero();
  }

  @Test
  void acceptedRemovalsAreRetainedFromWhenTheyVanished() throws Exception {
    retention(Duration.ofHours(10));
    accept(listing(1, 1, 300));
    accept(listing(2, 150, 151));
    assertThat(status(HELD)).isEqualTo("revoked");
    intake.acceptRemovals("acme");
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    assertThat(status(HELD)).isEqualTo("good");
    restart();
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    fixture.clock.advance(Duration.ofHours(9));
    assertThat(status(BigInteger.ONE)).isEqualTo("good");
  }

  @Test
  void aDeltaWithMassesOfRemovalsIsHeldToo() throws Exception {
    accept(listing(1, 1, 300));
    CrlBuilder delta = crl(ACME, 2).delta(1);
    for (int i = 1; i < 150; i++) {
      delta.remove(BigInteger.valueOf(i), REVOKED_AT);
    }
    assertThat(accept(delta).heldRemovals()).isEqualTo(149);
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    restart();
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    intake.acceptRemovals("acme");
    restart();
    assertThat(status(BigInteger.ONE)).isEqualTo("good");
    assertThat(status(BigInteger.valueOf(300))).isEqualTo("revoked");
  }

  @Test
  void aListOfAnotherOrderLosesNothing() throws Exception {
    retention(Duration.ofHours(10));
    accept(listing(1, 1, 200));
    CrlBuilder turned = crl(ACME, 2);
    for (int i = 200; i > 0; i--) {
      turned.revoke(BigInteger.valueOf(i), REVOKED_AT, 1);
    }
    accept(turned);
    assertThat(fixture.archived()).noneMatch(name -> name.endsWith(".der"));
  }

  @Test
  void anOlderListIsTakenAtAnOperatorsWordAndStays() throws Exception {
    byte[] old = listing(1, 1, 10).der();
    intake.accept(fixture.drop(old));
    accept(listing(2, 2, 9));
    accept(listing(3, 3, 8));
    Acceptance acceptance =
        intake.acceptOlder(fixture.drop(old), new ListOrigin("operator", "old.crl"));
    assertThat(acceptance.description()).isEqualTo("crl acme#1");
    assertThat(status(BigInteger.ONE)).isEqualTo("revoked");
    restart();
    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#1");
    assertThat(fixture.data("acme").snapshot().evidence().get(0).origin())
        .isEqualTo(new ListOrigin("operator", "old.crl"));
    accept(listing(2, 2, 9));
    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#2");
  }

  @Test
  void aDamagedFileOfVanishedEntriesIsToldAndTheListIsNotServedWithoutIt() throws Exception {
    accept(listing(1, 1, 300));
    accept(listing(2, 150, 151));
    Path file =
        fixture.directory.resolve(
            fixture.archived().stream()
                .filter(name -> name.contains("held-"))
                .findFirst()
                .orElseThrow());
    Files.write(file, new byte[] {0x30, 0x03, 1});
    intake = fixture.start();
    assertThat(intake.restore().messages()).isNotEmpty().allMatch(m -> m.contains("damaged"));
    assertThat(fixture.judge("acme", BigInteger.ONE)).isInstanceOf(Judgement.NoEvidence.class);
  }
}
