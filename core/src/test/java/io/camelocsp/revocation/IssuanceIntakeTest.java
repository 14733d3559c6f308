package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static io.camelocsp.revocation.IssuanceLists.delta;
import static io.camelocsp.revocation.IssuanceLists.list;
import static io.camelocsp.revocation.IssuanceLists.mark;
import static io.camelocsp.revocation.IssuanceLists.removed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.Acceptance.Accepted;
import io.camelocsp.revocation.Acceptance.Unchanged;
import io.camelocsp.revocation.Acceptance.Waiting;
import io.camelocsp.revocation.IssuanceJudgement.Issued;
import io.camelocsp.revocation.IssuanceJudgement.NeverIssued;
import io.camelocsp.revocation.IssuanceJudgement.NoEvidence;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Issuance lists: complete, segmented, deltas; accepted, refused, judged, restored. */
class IssuanceIntakeTest {
  private static final TestCa CA = TestCa.ec("Issuing CA");
  private static final ListSegment ONLY = ListSegment.ONLY;

  @TempDir Path directory;
  private IntakeFixture fixture;
  private ListIntake intake;

  @BeforeEach
  void start() {
    fixture = new IntakeFixture(directory).issuer("acme", CA);
    intake = fixture.start();
  }

  private void restart() throws Exception {
    intake = fixture.start();
    assertThat(intake.restore().messages()).isEmpty();
  }

  private Acceptance accept(CrlBuilder list) throws Exception {
    return intake.accept(fixture.drop(list));
  }

  private Acceptance accept(long number, ListSegment segment, Integer... serials) throws Exception {
    return accept(list(CA, number, segment, List.of(serials)));
  }

  private IssuanceJudgement judge(int serial) {
    return fixture
        .data("acme")
        .snapshot()
        .judgeIssuance(SerialNumber.of(BigInteger.valueOf(serial)), fixture.clock.instant());
  }

  private static ListSegment full(int number) {
    return new ListSegment(1, number, true);
  }

  private static ListSegment open(int number) {
    return new ListSegment(1, number, false);
  }

  private void assertRefused(Reason reason, CrlBuilder list) {
    assertThatThrownBy(() -> accept(list))
        .isInstanceOfSatisfying(
            ListRefusedException.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void aCompleteListSaysWhatWasIssuedAndWhatNeverWas() throws Exception {
    Accepted accepted = (Accepted) accept(1, ONLY, 10, 11);

    assertThat(accepted.kind()).isEqualTo(ListKind.ISSUANCE_LIST);
    assertThat(accepted.entries()).isEqualTo(2);
    assertThat(judge(10)).isInstanceOf(Issued.class);
    assertThat(judge(12))
        .isEqualTo(
            new NeverIssued(
                NOW.minus(Duration.ofHours(1)),
                NOW.plus(Duration.ofHours(23)),
                "issuance list acme#1"));
  }

  @Test
  void anIssuanceListRevokesNothing() throws Exception {
    accept(1, ONLY, 10);
    accept(IntakeFixture.crl(CA, 1));

    assertThat(fixture.judge("acme", BigInteger.TEN))
        .isInstanceOfSatisfying(
            Judgement.Status.class,
            status -> assertThat(status.status().label()).isEqualTo("good"));
  }

  @Test
  void anExplanationNamesTheIssuanceLists() throws Exception {
    accept(IntakeFixture.crl(CA, 1));
    assertThat(why(10)).doesNotContain("issued");
    accept(1, ONLY, 10);

    assertThat(why(10)).endsWith("; issued, by issuance list acme#1");
    assertThat(why(11)).contains("; never issued, by issuance list acme#1");
    fixture.clock.set(NOW.plus(Duration.ofDays(2)));
    assertThat(why(11)).contains("; not listed as issued, and ");
  }

  private String why(int serial) {
    return fixture
        .data("acme")
        .snapshot()
        .explain(SerialNumber.of(BigInteger.valueOf(serial)), fixture.clock.instant())
        .why();
  }

  @Test
  void numbersOfCrlsAndIssuanceListsDoNotMix() throws Exception {
    accept(IntakeFixture.crl(CA, 100));

    assertThat(accept(1, ONLY, 10)).isInstanceOf(Accepted.class);
    assertThat(accept(IntakeFixture.crl(CA, 101))).isInstanceOf(Accepted.class);
  }

  @Test
  void whatIsActivatedByANewerListIsIssued() throws Exception {
    accept(1, ONLY, 10);
    accept(2, ONLY, 10, 12);

    assertThat(judge(12)).isInstanceOf(Issued.class);
  }

  @Test
  void anOlderListAndOneOfTheSameNumberAreRefusedAndTheSameOneIsUnchanged() throws Exception {
    CrlBuilder current = list(CA, 5, ONLY, List.of(10));
    byte[] der = current.der();
    intake.accept(fixture.drop(der));

    assertThat(intake.accept(fixture.drop(der))).isInstanceOf(Unchanged.class);
    assertRefused(Reason.OLDER, list(CA, 4, ONLY, List.of(11)));
    assertRefused(Reason.SAME_NUMBER_OTHER_CONTENT, list(CA, 5, ONLY, List.of(11)));
    assertThat(judge(11)).isInstanceOf(NeverIssued.class);
  }

  @Test
  void aSetIsCompleteWithItsOpenLastSegmentOnly() throws Exception {
    assertThat(accept(1, full(1), 10)).isInstanceOf(Waiting.class);
    assertThat(judge(10)).isInstanceOf(Issued.class);
    assertThat(judge(99)).isInstanceOf(NoEvidence.class);
    assertThat(((Waiting) accept(3, open(3), 30)).forWhat()).isEqualTo("segment 2 is missing");
    assertThat(judge(30)).isInstanceOf(Issued.class);
    assertThat(judge(99)).isInstanceOf(NoEvidence.class);

    assertThat(accept(2, full(2), 20)).isInstanceOf(Accepted.class);
    assertThat(judge(99)).isInstanceOf(NeverIssued.class);
  }

  @Test
  void aSegmentThatFillsUpLeavesNoGapUntilTheNextOneComes() throws Exception {
    accept(1, open(1), 10);
    assertThat(accept(2, full(1), 10, 11)).isInstanceOf(Accepted.class);
    assertThat(judge(11)).isInstanceOf(Issued.class);
    assertThat(judge(99)).isInstanceOf(NeverIssued.class);
    restart();
    assertThat(judge(99)).isInstanceOf(NeverIssued.class);

    accept(3, open(2), 20);
    assertThat(judge(20)).isInstanceOf(Issued.class);
    assertThat(judge(99)).isInstanceOf(NeverIssued.class);
  }

  @Test
  void aFullSegmentMayBeSignedAnewButNotChange() throws Exception {
    accept(1, full(1), 10, 11);
    accept(2, open(2), 20);

    assertThat(accept(3, full(1), 11, 10)).isInstanceOf(Accepted.class);
    assertRefused(Reason.SAME_NUMBER_OTHER_CONTENT, list(CA, 4, full(1), List.of(10, 12)));
    assertRefused(Reason.SAME_NUMBER_OTHER_CONTENT, list(CA, 4, full(1), List.of(10, 11, 12)));
    assertRefused(Reason.SAME_NUMBER_OTHER_CONTENT, list(CA, 4, open(1), List.of(10, 11)));
    assertRefused(Reason.SAME_NUMBER_OTHER_CONTENT, delta(CA, 4, 3, open(1)));
  }

  @Test
  void aNewVersionTakesOverWhenItIsComplete() throws Exception {
    accept(1, ONLY, 10, 11);
    accept(list(CA, 2, new ListSegment(2, 1, true), List.of(10)));
    assertThat(judge(11)).isInstanceOf(Issued.class);
    assertThat(judge(99)).isInstanceOf(NeverIssued.class);

    accept(list(CA, 3, new ListSegment(2, 2, false), List.of(12)));
    assertThat(judge(11)).isInstanceOf(NeverIssued.class);
    assertThat(judge(12)).isInstanceOf(Issued.class);
    assertRefused(Reason.OLDER, list(CA, 9, ONLY, List.of(13)));
  }

  @Test
  void aDeltaAddsAndTakesBackAndItsTimesCount() throws Exception {
    accept(1, ONLY, 10, 11);
    CrlBuilder delta =
        removed(delta(CA, 2, 1, ONLY), 11)
            .revoke(BigInteger.valueOf(12), NOW)
            .nextUpdate(NOW.plus(Duration.ofHours(2)));

    assertThat(((Accepted) accept(delta)).kind()).isEqualTo(ListKind.ISSUANCE_DELTA);
    assertThat(judge(10)).isInstanceOf(Issued.class);
    assertThat(judge(12)).isInstanceOf(Issued.class);
    assertThat(((NeverIssued) judge(11)).nextUpdate()).isEqualTo(NOW.plus(Duration.ofHours(2)));
  }

  @Test
  void aDeltaWaitsForItsBase() throws Exception {
    CrlBuilder early = delta(CA, 6, 5, ONLY).revoke(BigInteger.valueOf(12), NOW);
    assertThat(accept(early)).isInstanceOf(Waiting.class);
    accept(4, ONLY, 10);
    assertThat(judge(12)).isInstanceOf(NeverIssued.class);

    accept(5, ONLY, 10);
    assertThat(judge(12)).isInstanceOf(Issued.class);
    accept(7, ONLY, 10);
    assertThat(judge(12)).isInstanceOf(NeverIssued.class);
  }

  @Test
  void anEndedListStillSaysWhatWasIssued() throws Exception {
    accept(1, ONLY, 10);
    fixture.clock.set(NOW.plus(Duration.ofDays(2)));

    assertThat(judge(10)).isInstanceOf(Issued.class);
    assertThat(judge(12)).isInstanceOf(NoEvidence.class);
  }

  @Test
  void massesOfVanishedSerialNumbersCountAsIssuedUntilAnOperatorAgrees() throws Exception {
    Collection<Integer> all = IntStream.rangeClosed(1, 300).boxed().toList();
    accept(list(CA, 1, ONLY, all));
    Accepted shrunk = (Accepted) accept(2, ONLY, 1, 500);

    assertThat(shrunk.heldRemovals()).isEqualTo(299);
    assertThat(judge(300)).isInstanceOf(Issued.class);
    assertThat(judge(500)).isInstanceOf(Issued.class);
    restart();
    assertThat(judge(300)).isInstanceOf(Issued.class);

    intake.acceptRemovals("acme");
    assertThat(judge(300)).isInstanceOf(NeverIssued.class);
    restart();
    assertThat(judge(300)).isInstanceOf(NeverIssued.class);
  }

  @Test
  void aRestartBringsAllKindsBack() throws Exception {
    accept(1, full(1), 10, 11);
    accept(2, open(2), 20);
    accept(removed(delta(CA, 3, 2, open(2)), 20).revoke(BigInteger.valueOf(21), NOW));
    restart();

    assertThat(judge(11)).isInstanceOf(Issued.class);
    assertThat(judge(21)).isInstanceOf(Issued.class);
    assertThat(judge(20)).isInstanceOf(NeverIssued.class);
    assertRefused(Reason.OLDER, list(CA, 1, open(2), List.of(9)));
  }

  @Test
  void anotherExtensionMayBeConfigured() throws Exception {
    intake.markIssuanceListsBy("1.2.3.4");
    CrlBuilder other =
        IntakeFixture.crl(CA, 1).extension("1.2.3.4", true, IssuanceLists.value(ONLY));
    accept(other);

    assertThat(judge(99)).isInstanceOf(NeverIssued.class);
    assertRefused(Reason.UNKNOWN_CRITICAL_EXTENSION, list(CA, 2, ONLY, List.of(1)));
  }

  @Test
  void whatIsNotAnIssuanceListInEveryPointIsRefused() {
    CrlBuilder notCritical =
        IntakeFixture.crl(CA, 1).extension(ListSegment.EXTENSION, false, IssuanceLists.value(ONLY));
    assertRefused(Reason.MALFORMED, notCritical);
    assertRefused(Reason.MALFORMED, list(CA, 1, ONLY, List.of(1)).noNumber());
    assertRefused(Reason.MALFORMED, delta(CA, 2, 1, full(1)));
    assertRefused(Reason.MALFORMED, removed(list(CA, 1, ONLY, List.of()), 5));
    assertRefused(
        Reason.WRONG_SIGNATURE, list(CA, 1, ONLY, List.of(1)).signedBy(TestCa.ec("Other")));
    assertRefused(Reason.FOREIGN_ISSUER, mark(IntakeFixture.crl(TestCa.ec("Other"), 1), ONLY));
    assertThat(judge(1)).isInstanceOf(NoEvidence.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "3009020101020100010100", // number 0
        "300a020101020203e9010100", // number 1001
        "30090201ff020101010100", // negative version
        "3009020101020101010101", // a BOOLEAN that is neither
        "3006020101020101", // no completeSegment
        "300c0201010201010101000201ff", // something more
        "0500"
      })
  void aMalformedExtensionIsRefused(String hex) {
    byte[] value = java.util.HexFormat.of().parseHex(hex);

    assertRefused(
        Reason.MALFORMED, IntakeFixture.crl(CA, 1).extension(ListSegment.EXTENSION, true, value));
  }
}
