package io.camelocsp.revocation;

import static io.camelocsp.revocation.IntakeFixture.NOW;
import static io.camelocsp.revocation.IntakeFixture.SERIAL;
import static io.camelocsp.revocation.IntakeFixture.crl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.camelocsp.message.CertStatus;
import io.camelocsp.revocation.ListRefusedException.Reason;
import io.camelocsp.testkit.TestCa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListRestoreTest {
  private static final TestCa ACME = TestCa.ec("Acme CA");
  private static final TestCa OTHER = TestCa.ec("Other CA");

  @TempDir Path directory;
  private IntakeFixture fixture;

  @BeforeEach
  void prepare() {
    fixture = new IntakeFixture(directory).issuer("acme", ACME).issuer("other", OTHER);
  }

  private void acceptedBefore(long... numbers) throws Exception {
    ListIntake intake = fixture.start();
    for (long number : numbers) {
      intake.accept(fixture.drop(crl(ACME, number).revoke(SERIAL, NOW.minusSeconds(number))));
    }
  }

  private Path archived(String part) throws IOException {
    String name =
        fixture.archived().stream().filter(each -> each.contains(part)).findFirst().orElseThrow();
    return fixture.directory.resolve(name);
  }

  @Test
  void findsNothingInAnEmptyArchive() throws IOException {
    assertThat(fixture.start().restore().lists()).isEmpty();
  }

  @Test
  void publishesTheNewestListOfEachIssuer() throws Exception {
    acceptedBefore(7, 8);
    fixture.start().accept(fixture.drop(crl(OTHER, 3)));

    Restoration restoration = fixture.start().restore();

    assertThat(restoration.lists())
        .extracting(Acceptance::description)
        .containsExactlyInAnyOrder("crl acme#8", "crl other#3");
    assertThat(restoration.messages()).isEmpty();
    assertThat(((Judgement.Status) fixture.judge("acme", SERIAL)).status())
        .isInstanceOf(CertStatus.Revoked.class);
  }

  @Test
  void choosesTheNewestByNumberNotByTheNamesOrTimesOfFiles() throws Exception {
    acceptedBefore(9, 10);
    Files.setLastModifiedTime(archived("0009-"), FileTime.from(Instant.now().plusSeconds(600)));
    fixture.start().restore();
    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#10");
  }

  @Test
  void restoresAListThatHasEndedAndLetsNothingOlderReplaceIt() throws Exception {
    acceptedBefore(10);
    fixture.clock.advance(Duration.ofDays(3));
    ListIntake intake = fixture.start();

    assertThat(intake.restore().lists()).hasSize(1);
    assertThat(fixture.judge("acme", SERIAL)).isInstanceOf(Judgement.NoEvidence.class);
    Instant now = fixture.clock.instant();
    Path older = fixture.drop(crl(ACME, 9).thisUpdate(now).nextUpdate(now.plusSeconds(60)));
    assertThat(
            catchThrowableOfType(ListRefusedException.class, () -> intake.accept(older)).reason())
        .isEqualTo(Reason.OLDER);
  }

  @Test
  void restoresAListFromTheFutureOfAClockThatWentBack() throws Exception {
    acceptedBefore(10);
    fixture.clock.advance(Duration.ofDays(-300));
    ListIntake intake = fixture.start();
    assertThat(intake.restore().lists()).hasSize(1);
    assertThat(fixture.judge("acme", SERIAL)).isInstanceOf(Judgement.NoEvidence.class);
    fixture.clock.set(NOW);
    assertThat(fixture.judge("acme", SERIAL)).isInstanceOf(Judgement.Status.class);
  }

  @Test
  void fallsBackWhenTheNewestIsDamaged() throws Exception {
    acceptedBefore(7, 8, 9);
    byte[] cut = Files.readAllBytes(archived("0009-"));
    Files.write(archived("0009-"), Arrays.copyOf(cut, cut.length - 1));
    byte[] flipped = Files.readAllBytes(archived("0008-"));
    flipped[flipped.length - 1] ^= 1;
    Files.write(archived("0008-"), flipped);

    Restoration restoration = fixture.start().restore();

    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#7");
    assertThat(restoration.messages())
        .hasSize(2)
        .anyMatch(message -> message.matches("acme/0+9-.* is skipped: the file is cut off.*"))
        .anyMatch(message -> message.matches("acme/0+8-.* is skipped: its content .*"));
  }

  @Test
  void verifiesSignaturesAgain() throws Exception {
    acceptedBefore(7);
    // Named and digested as the archive would, signed by somebody else.
    Path forged = fixture.drop(crl(ACME, 8).signedBy(OTHER));
    String digits = HexFormat.of().formatHex(ListArchive.sha256(forged)).substring(0, 16);
    Files.move(forged, fixture.directory.resolve("acme/00000000000000000008-" + digits + ".crl"));

    Restoration restoration = fixture.start().restore();

    assertThat(fixture.inUse("acme")).isEqualTo("crl acme#7");
    assertThat(restoration.messages())
        .singleElement()
        .asString()
        .contains("the key of acme did not sign");
  }

  @Test
  void appliesAPolicyThatHasBecomeStricter() throws Exception {
    fixture.policy("acme", ListPolicy.DEFAULT.withMaxAge(Duration.ofDays(1)));
    fixture.start().accept(fixture.drop(crl(ACME, 1).nextUpdate(null)));
    fixture.policy("acme", ListPolicy.DEFAULT);
    Restoration restoration = fixture.start().restore();
    assertThat(restoration.lists()).isEmpty();
    assertThat(restoration.messages()).singleElement().asString().contains("no nextUpdate");
  }

  @Test
  void deletesLeftoversOfAnInterruptedRun() throws Exception {
    acceptedBefore(7);
    Files.writeString(fixture.directory.resolve("1b4e28ba.tmp"), "half");
    assertThat(fixture.start().restore().messages()).singleElement().asString().contains("1 half");
    assertThat(fixture.archived()).hasSize(1);
  }

  @Test
  void takesInWhatSomebodyPutIntoTheArchive() throws Exception {
    Files.createDirectories(fixture.directory.resolve("acme"));
    Files.write(fixture.directory.resolve("seed.der"), crl(ACME, 5).der());
    Files.writeString(fixture.directory.resolve("acme/copied from backup.pem"), crl(ACME, 6).pem());
    Files.write(fixture.directory.resolve("acme/expired"), crl(OTHER, 2).nextUpdate(NOW).der());
    Files.writeString(fixture.directory.resolve("README"), "lists of 2026");

    Restoration restoration = fixture.start().restore();

    assertThat(restoration.lists())
        .extracting(Acceptance::description)
        .containsExactlyInAnyOrder("crl acme#6", "crl other#2");
    assertThat(restoration.messages()).anyMatch(message -> message.startsWith("README is skipped"));
    assertThat(fixture.directory.resolve("seed.der")).exists();
  }

  @Test
  void neverMapsAFileThatSomebodyElseMayChange() throws Exception {
    fixture.mapEverything();
    Files.createDirectories(fixture.directory);
    Path seed = fixture.directory.resolve("seed.crl");
    Files.write(seed, crl(ACME, 5).revoke(SERIAL, NOW).der());
    Restoration restoration = fixture.start().restore();
    assertThat(restoration.lists().get(0).archived()).startsWith(fixture.directory.resolve("acme"));
    Files.write(seed, new byte[0]);
    assertThat(((Judgement.Status) fixture.judge("acme", SERIAL)).status())
        .isInstanceOf(CertStatus.Revoked.class);
  }

  @Test
  void skipsListsOfIssuersThatAreNoLongerConfigured() throws Exception {
    acceptedBefore(7);
    IntakeFixture without = new IntakeFixture(directory).issuer("other", OTHER);
    Restoration restoration = without.start().restore();
    assertThat(restoration.lists()).isEmpty();
    assertThat(restoration.messages()).singleElement().asString().contains("CN=Acme CA");
    assertThat(without.archived()).hasSize(1);
  }

  @Test
  void findsTheListsOfAnIssuerThatWasRenamed() throws Exception {
    acceptedBefore(7);
    IntakeFixture renamed = new IntakeFixture(directory).issuer("acme-root", ACME);
    renamed.start().restore();
    assertThat(renamed.inUse("acme-root")).isEqualTo("crl acme-root#7");
  }

  @Test
  void keepsTwoListsOfOneSecondApartByTheOneThatCameLast() throws Exception {
    ListIntake intake = fixture.start();
    intake.accept(fixture.drop(crl(ACME, 0).noNumber()));
    Path first = archived("acme/");
    Files.setLastModifiedTime(first, FileTime.from(Instant.now().minusSeconds(60)));
    intake.accept(fixture.drop(crl(ACME, 0).noNumber().revoke(SERIAL, NOW)));
    fixture.start().restore();
    assertThat(((Judgement.Status) fixture.judge("acme", SERIAL)).status())
        .isInstanceOf(CertStatus.Revoked.class);
  }
}
