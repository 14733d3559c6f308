package io.camelocsp.workflow;

import static io.camelocsp.workflow.WorkflowFixture.NOW;
import static io.camelocsp.workflow.WorkflowFixture.delegate;
import static io.camelocsp.workflow.WorkflowFixture.installation;
import static io.camelocsp.workflow.WorkflowFixture.listing;
import static io.camelocsp.workflow.WorkflowFixture.served;
import static io.camelocsp.workflow.WorkflowFixture.servedWithList;
import static io.camelocsp.workflow.WorkflowFixture.signer;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.revocation.ListArchive;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.ListPolicy;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerTrust;
import io.camelocsp.source.SourceKind;
import io.camelocsp.source.SourceReport;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import io.camelocsp.workflow.WorkflowFixture.Served;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryWatchTest {
  private static final Instant LIST_END = NOW.plus(Duration.ofDays(1));
  private static final ExpiryWatch.Ahead AHEAD =
      new ExpiryWatch.Ahead(Duration.ofHours(1), Duration.ofDays(7));

  private final Served acme = servedWithList("acme");

  private static ExpiryWatch watch(Served served, ResponseSigner... signers) {
    ExpiryWatch.Watched watched =
        new ExpiryWatch.Watched(installation(List.of(served), signers), AHEAD);
    return new ExpiryWatch(() -> watched);
  }

  private static Finding only(ExpiryWatch watch, Instant now) {
    List<Finding> findings = watch.findings(now);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private ResponseSigner valid(Instant from, Instant to) {
    return signer(
        acme.ca().ocspSigner("CN=signer", KeyKind.EC_P256, from, to), SignerTrust.DELEGATED, acme);
  }

  @Test
  void aSourceThatFailsIsTheOperatorsMatterAfterTheThirdTryOrWhenItsListIsAboutToEnd() {
    assertThat(watch(failing(2, null)).findings(NOW)).isEmpty();
    assertThat(watch(failing(3, null)).findings(NOW))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.subject()).isEqualTo("source:web");
              assertThat(finding.text()).contains("(3 tries): it is down.", "docs/sources.md");
            });
    assertThat(watch(failing(1, NOW.plus(Duration.ofMinutes(20)))).findings(NOW)).hasSize(1);
    assertThat(watch(failing(1, NOW.plus(Duration.ofHours(9)))).findings(NOW)).isEmpty();
  }

  @Test
  void aPublisherWhoseListsAreRefusedIsNotSaidToBeTriedAgain() {
    SourceReport.Failure refused = new SourceReport.Failure("a list was refused", NOW, 3);
    SourceReport pushed =
        new SourceReport("robot", SourceKind.PUSH, "push", NOW, null, null, null, null, refused);
    assertThat(watch(pushed).findings(NOW))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.text())
                    .contains("Have its publisher push")
                    .doesNotContain("tried again by itself"));
  }

  private ExpiryWatch watch(SourceReport source) {
    ExpiryWatch.Watched watched =
        new ExpiryWatch.Watched(
            installation(List.of(acme), delegate(acme)), AHEAD, List.of(source));
    return new ExpiryWatch(() -> watched);
  }

  private static SourceReport failing(int tries, @Nullable Instant end) {
    Instant brought = NOW.minus(Duration.ofHours(6));
    return new SourceReport(
        "web",
        SourceKind.HTTP,
        "http://crl.example/",
        NOW,
        brought,
        brought,
        NOW,
        end,
        new SourceReport.Failure("it is down", NOW, tries));
  }

  @Test
  void aHealthyInstallationHasNoFindings() {
    assertThat(watch(acme, delegate(acme)).findings(NOW)).isEmpty();
  }

  @Test
  void aMissingListIsCriticalAndSaysWhatClientsGet() {
    Served later = served("later", ExpiredEvidencePolicy.TRY_LATER);
    Served unknown = served("unknown", ExpiredEvidencePolicy.UNKNOWN);

    Finding finding = only(watch(later, delegate(later)), NOW);

    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.text())
        .isEqualTo(
            "Issuer later has no list yet: its certificates are answered tryLater. Have the CA"
                + " publish its CRL into the watched directory, or feed it in by a route of your own.");
    assertThat(only(watch(unknown, delegate(unknown)), NOW).text())
        .contains("are answered unknown.");
  }

  @Test
  void aListIsWarnedAboutFromTheConfiguredTimeBeforeItsEnd() {
    ExpiryWatch watch = watch(acme, delegate(acme));
    Instant from = LIST_END.minus(Duration.ofHours(1));

    assertThat(watch.findings(from.minusMillis(1))).isEmpty();
    Finding finding = only(watch, from);

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.text())
        .startsWith("Issuer acme: a list of ")
        .contains(
            "ends at " + LIST_END + ", in 1 h 0 min",
            "then its certificates will be answered tryLater",
            "publish its next CRL");
  }

  @Test
  void aListThatEndedIsCritical() {
    ExpiryWatch watch = watch(acme, delegate(acme));

    assertThat(only(watch, LIST_END.minusMillis(1)).severity()).isEqualTo(Severity.WARNING);
    Finding finding = only(watch, LIST_END);

    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.text()).contains("ended at " + LIST_END, "are answered tryLater");
  }

  @Test
  void anEndedSourceIsToldEvenIfAnotherAnswers() {
    acme.issuer().data().publish("db", listing(NOW, LIST_END.plus(Duration.ofDays(2))));

    Finding finding = only(watch(acme, delegate(acme)), LIST_END);

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.text())
        .contains("ended at " + LIST_END, "its other source answers", "stays revoked");
  }

  @Test
  void aListWithoutAnEndNeverEnds() {
    acme.publish(listing(NOW, null));

    assertThat(watch(acme, delegate(acme)).findings(LIST_END)).isEmpty();
  }

  @Test
  void anHourlyListIsNotAboutToEndAllTheTime() {
    acme.publish(listing(NOW, NOW.plus(Duration.ofHours(1))));
    ExpiryWatch watch = watch(acme, delegate(acme));

    assertThat(watch.findings(NOW.plus(Duration.ofMinutes(44)))).isEmpty();
    assertThat(watch.findings(NOW.plus(Duration.ofMinutes(45)))).hasSize(1);
  }

  @Test
  void aListAheadOfTheClockIsCriticalBecauseTheClockMayHaveGoneBack(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("ahead.crl");
    Served fresh = served("acme", ExpiredEvidencePolicy.TRY_LATER);
    Files.write(
        file, fresh.ca().crl().thisUpdate(NOW).nextUpdate(NOW.plus(Duration.ofDays(1))).der());
    new ListIntake(
            List.of(fresh.issuer().data()),
            name -> ListPolicy.DEFAULT,
            new ListArchive(directory.resolve("archive")),
            InstantSource.fixed(NOW))
        .accept(file);

    Finding finding = only(watch(fresh, delegate(fresh)), NOW.minus(Duration.ofHours(1)));

    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.text())
        .contains("crl acme#1 is from " + NOW, "answered tryLater", "Set the clock right");
  }

  @Test
  void anIssuerWithoutSignerIsCritical() {
    Finding finding = only(watch(acme), NOW);

    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.text())
        .contains("Issuer acme has no signer", "answered unauthorized", "ocsp.signer.NAME");
  }

  @Test
  void aSignerIsWarnedAboutAheadAndCriticalWhenItEnded() {
    Instant end = NOW.plus(Duration.ofHours(50));
    ResponseSigner brief = valid(NOW.minusSeconds(60), end);
    acme.publish(listing(NOW, end.plus(Duration.ofDays(9))));
    ExpiryWatch watch = watch(acme, brief);

    Finding ahead = only(watch, end.minus(Duration.ofHours(12)));
    Finding ended = only(watch, end.plusSeconds(1));

    assertThat(ahead.severity()).isEqualTo(Severity.WARNING);
    assertThat(ahead.text())
        .contains("ends at " + end + ", in 12 h 0 min", "signer-certificate.md");
    assertThat(ended.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(ended.text()).contains("no signer that may be used now", "answered tryLater");
  }

  @Test
  void theLastEndingSignerCounts() {
    ResponseSigner brief = valid(NOW.minusSeconds(60), NOW.plusSeconds(60));

    assertThat(watch(acme, brief, delegate(acme)).findings(NOW)).isEmpty();
  }

  @Test
  void aRevokedSignerIsCriticalEvenIfAnotherWorks() {
    ResponseSigner revoked = delegate(acme);
    acme.publish(listing(NOW.minusSeconds(60), LIST_END, revoked.certificate().getSerialNumber()));

    Finding finding = only(watch(acme, revoked, delegate(acme)), NOW);

    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.text())
        .contains("Signer of-acme is revoked by its issuer's list", "signs nothing any more");
    assertThat(watch(acme, revoked).findings(NOW)).as("alone, it is also the last one").hasSize(2);
  }

  @Test
  void newsAreToldOnceAndAgainEveryHour() {
    ExpiryWatch watch = watch(acme);

    assertThat(watch.news(NOW)).hasSize(1);
    assertThat(watch.news(NOW.plusSeconds(3599))).isEmpty();
    assertThat(watch.news(NOW.plusSeconds(3600))).hasSize(1);
    assertThat(watch.news(NOW.plusSeconds(3601))).isEmpty();
  }

  @Test
  void whatCameBackIsNewsAgain() {
    Served empty = served("empty", ExpiredEvidencePolicy.TRY_LATER);
    ExpiryWatch watch = watch(empty, delegate(empty));
    assertThat(watch.news(NOW)).hasSize(1);

    empty.publish(listing(NOW, NOW.plus(Duration.ofHours(2))));
    assertThat(watch.news(NOW.plusSeconds(60))).isEmpty();

    assertThat(watch.news(NOW.plus(Duration.ofMinutes(95))))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
    assertThat(watch.news(NOW.plus(Duration.ofHours(2))))
        .as("worse than what was told")
        .extracting(Finding::severity)
        .containsExactly(Severity.CRITICAL);
  }

  @Test
  void whatIsWatchedMayChangeAndWhatWasToldStaysTold() {
    AtomicReference<Installation> current = new AtomicReference<>(installation(List.of(acme)));
    ExpiryWatch watch = new ExpiryWatch(() -> new ExpiryWatch.Watched(current.getPlain(), AHEAD));
    assertThat(watch.news(NOW)).hasSize(1);

    current.setPlain(installation(List.of(acme)));
    assertThat(watch.news(NOW.plusSeconds(60))).as("the same finding").isEmpty();

    current.setPlain(installation(List.of(acme), delegate(acme)));
    assertThat(watch.findings(NOW)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"PT50H30M, 2 d 2 h", "PT90M, 1 h 30 min", "PT59M59S, 59 min 59 s", "PT0S, 0 min 0 s"})
  void durationsAreToldInTheirTwoLargestUnits(Duration duration, String words) {
    assertThat(ExpiryWatch.words(duration)).isEqualTo(words);
  }
}
