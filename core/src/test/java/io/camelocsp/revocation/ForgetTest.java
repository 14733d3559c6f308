package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static io.camelocsp.revocation.IntakeFixture.SERIAL;
import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.Forgotten.Guard;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestScope;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator drops lists that a CA has ceased to publish. */
class ForgetTest {
  private static final Instant REVOKED_AT = NOW.minus(Duration.ofDays(1));
  private static final TestCa ACME = TestCa.ec("Acme CA");
  private static final TestScope POINT = TestScope.point("http://crl.acme.example/old.crl");

  @TempDir Path directory;
  private final FailingFiles files = new FailingFiles();
  private IntakeFixture fixture;
  private ListIntake intake;

  /** Withdraws some files, and then no more. */
  private static final class FailingFiles implements DurableFiles {
    private final DurableFiles disk = DurableFiles.onDisk();
    private int withdrawalsLeft = Integer.MAX_VALUE;

    @Override
    public WritableByteChannel create(Path file) throws IOException {
      return disk.create(file);
    }

    @Override
    public void force(Path file) throws IOException {
      disk.force(file);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
      boolean withdraws = to.equals(from.resolveSibling(from.getFileName() + ".withdrawn"));
      if (withdraws && withdrawalsLeft-- == 0) {
        throw new IOException("the power is gone");
      }
      disk.replace(from, to);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
      disk.forceDirectory(directory);
    }
  }

  @BeforeEach
  void start() {
    fixture = new IntakeFixture(directory).issuer("acme", ACME).files(files);
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

  private List<ListDescription> lists() {
    return fixture.data("acme").snapshot().lists(fixture.clock.instant());
  }

  private String slotOf(String scope) {
    return lists().stream()
        .filter(each -> each.scope().contains(scope))
        .findFirst()
        .orElseThrow()
        .use()
        .slot();
  }

  private void acceptBoth() throws Exception {
    accept(crl(ACME, 1));
    accept(crl(ACME, 2));
    accept(crl(ACME, 10).scope(POINT).revoke(SERIAL, REVOKED_AT));
    accept(crl(ACME, 11).scope(POINT).revoke(SERIAL, REVOKED_AT));
    accept(crl(ACME, 12).scope(POINT).delta(11).revoke(BigInteger.TWO, REVOKED_AT));
  }

  @Test
  void baseAndDeltaOfTheSlotGoAndStayAway() throws Exception {
    acceptBoth();
    assertThat(status(BigInteger.TWO)).isEqualTo("revoked");

    Forgotten forgotten = intake.forget("acme", slotOf("old.crl"), Guard.KEEP_THE_LAST);

    assertThat(forgotten.lists()).hasSize(2);
    assertThat(forgotten.entries()).isEqualTo(2);
    assertThat(status(SERIAL)).isEqualTo("good");
    assertThat(status(BigInteger.TWO)).isEqualTo("good");
    intake = fixture.start();
    assertThat(intake.restore().messages()).isEmpty();
    assertThat(status(SERIAL)).isEqualTo("good");
    assertThat(lists()).extracting(ListDescription::scope).containsExactly("all certificates");
  }

  @Test
  void theFirstDigitsSuffice() throws Exception {
    acceptBoth();
    String slot = slotOf("old.crl");

    assertThat(intake.forget("acme", slot.substring(0, 6), Guard.KEEP_THE_LAST).slot())
        .isEqualTo(slot);
  }

  @Test
  void whatIsMistypedNamesWhatThereIs() throws Exception {
    acceptBoth();

    assertThatThrownBy(() -> intake.forget("acme", "fff", Guard.KEEP_THE_LAST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no lists of slot fff")
        .hasMessageContaining(slotOf("old.crl"));
    assertThatThrownBy(() -> intake.forget("bank", "fff", Guard.KEEP_THE_LAST))
        .hasMessageContaining("no issuer is configured as bank");
  }

  @Test
  void theLastInForceGoesOnlyWhenThatIsSaid() throws Exception {
    acceptBoth();
    intake.forget("acme", slotOf("old.crl"), Guard.KEEP_THE_LAST);
    String last = slotOf("all");

    assertThatThrownBy(() -> intake.forget("acme", last, Guard.KEEP_THE_LAST))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the last that is in force");
    assertThat(status(BigInteger.ONE)).isEqualTo("good");
    intake.forget("acme", last, Guard.EVEN_THE_LAST);
    assertThat(status(BigInteger.ONE)).isEqualTo("none");
  }

  @Test
  void aListThatComesAgainIsTheFirstOfItsSlot() throws Exception {
    acceptBoth();
    intake.forget("acme", slotOf("old.crl"), Guard.KEEP_THE_LAST);

    accept(crl(ACME, 5).scope(POINT).revoke(BigInteger.TEN, REVOKED_AT));

    assertThat(status(BigInteger.TEN)).isEqualTo("revoked");
    intake = fixture.start();
    assertThat(intake.restore().messages()).isEmpty();
    assertThat(status(BigInteger.TEN)).isEqualTo("revoked");
    assertThat(status(SERIAL)).isEqualTo("good");
  }

  @Test
  void whatWasHeldOfTheSlotGoesToo() throws Exception {
    CrlBuilder many = crl(ACME, 1).scope(POINT);
    IntStream.range(1, 300).forEach(each -> many.revoke(BigInteger.valueOf(each), REVOKED_AT));
    accept(crl(ACME, 1));
    accept(many);
    accept(crl(ACME, 2).scope(POINT));
    assertThat(status(BigInteger.TWO)).isEqualTo("revoked");

    intake.forget("acme", slotOf("old.crl"), Guard.KEEP_THE_LAST);

    assertThat(status(BigInteger.TWO)).isEqualTo("good");
    accept(crl(ACME, 3).scope(POINT));
    assertThat(status(BigInteger.TWO)).isEqualTo("good");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whatACrashInterruptsTheNextStartFinishes(int withdrawn) throws Exception {
    acceptBoth();
    files.withdrawalsLeft = withdrawn;
    intake.forget("acme", slotOf("old.crl"), Guard.KEEP_THE_LAST);
    assertThat(status(SERIAL)).isEqualTo("good");
    files.withdrawalsLeft = Integer.MAX_VALUE;

    intake = fixture.start();

    assertThat(intake.restore().messages())
        .singleElement()
        .asString()
        .contains("that an operator had dropped");
    assertThat(status(SERIAL)).isEqualTo("good");
    assertThat(lists()).hasSize(1);
    intake = fixture.start();
    assertThat(intake.restore().messages()).isEmpty();
  }

  private void issued(long number, ListSegment segment, Integer... serials) throws Exception {
    Collection<Integer> all = List.of(serials);
    intake.accept(fixture.drop(IssuanceLists.list(ACME, number, segment, all)));
  }

  private boolean isIssued(int serial) {
    return fixture
            .data("acme")
            .snapshot()
            .judgeIssuance(SerialNumber.of(BigInteger.valueOf(serial)), fixture.clock.instant())
        instanceof IssuanceJudgement.Issued;
  }

  @Test
  void aVersionOfIssuanceListsGoesAsAWhole() throws Exception {
    issued(1, ListSegment.ONLY, 10);
    issued(2, new ListSegment(7, 1, true), 20);
    issued(3, new ListSegment(7, 3, false), 30);
    assertThat(isIssued(20)).isTrue();

    assertThatThrownBy(() -> intake.forget("acme", "issued-1", Guard.KEEP_THE_LAST))
        .hasMessageContaining("the last that is in force");
    assertThat(intake.forget("acme", "issued-7", Guard.KEEP_THE_LAST).lists()).hasSize(2);

    assertThat(isIssued(20)).isFalse();
    assertThat(isIssued(10)).isTrue();
    intake = fixture.start();
    assertThat(intake.restore().messages()).isEmpty();
    assertThat(isIssued(30)).isFalse();
    assertThat(isIssued(10)).isTrue();
  }

  @Test
  void versionsThatAreNeverFinishedDoNotPileUp() throws Exception {
    for (int version = 1; version <= 8; version++) {
      issued(version, new ListSegment(version, 2, false), version);
    }
    Path ninth =
        fixture.drop(IssuanceLists.list(ACME, 9, new ListSegment(9, 2, false), List.of(9)));

    assertThatThrownBy(() -> intake.accept(ninth))
        .isInstanceOfSatisfying(
            ListRefusedException.class,
            refused ->
                assertThat(refused.reason()).isEqualTo(ListRefusedException.Reason.TOO_MANY_LISTS));
    intake.forget("acme", "issued-3", Guard.KEEP_THE_LAST);
    assertThat(intake.accept(ninth)).isInstanceOf(Acceptance.Waiting.class);
  }
}
