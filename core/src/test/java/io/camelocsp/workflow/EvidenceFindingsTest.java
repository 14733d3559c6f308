package io.camelocsp.workflow;

import static io.camelocsp.workflow.WorkflowFixture.NOW;
import static io.camelocsp.workflow.WorkflowFixture.served;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.revocation.ExpiredEvidencePolicy;
import io.camelocsp.revocation.JudgementPolicy;
import io.camelocsp.revocation.ListArchive;
import io.camelocsp.revocation.ListIntake;
import io.camelocsp.revocation.ListPolicy;
import io.camelocsp.testkit.CrlBuilder;
import io.camelocsp.testkit.TestScope;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import io.camelocsp.workflow.WorkflowFixture.Served;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators are told of lists that wait, miss parts, lost entries or live on grace. */
class EvidenceFindingsTest {
  private static final Duration AHEAD = Duration.ofHours(1);
  private static final Instant END = NOW.plus(Duration.ofDays(1));

  @TempDir Path directory;
  private final Served acme = served("acme", ExpiredEvidencePolicy.TRY_LATER);
  private ListPolicy policy = ListPolicy.DEFAULT;
  private ListIntake intake;

  @BeforeEach
  void start() {
    intake =
        new ListIntake(
            List.of(acme.issuer().data()),
            name -> policy,
            new ListArchive(directory.resolve("archive")),
            InstantSource.fixed(NOW));
  }

  private CrlBuilder crl(long number) {
    return acme.ca().crl().number(number).thisUpdate(NOW).nextUpdate(END);
  }

  private void accept(CrlBuilder list) throws Exception {
    intake.accept(Files.write(directory.resolve("list.crl"), list.der()));
  }

  private List<Finding> findings(Instant now) {
    List<Finding> findings = new ArrayList<>();
    new EvidenceFindings(acme.issuer(), new EvidenceView(), AHEAD).addTo(findings, now);
    return findings;
  }

  private Finding only(Instant now) {
    assertThat(findings(now)).hasSize(1);
    return findings(now).get(0);
  }

  @Test
  void aWaitingListIsTold() throws Exception {
    accept(crl(4));
    accept(crl(6).delta(5));
    assertThat(only(NOW).severity()).isEqualTo(Severity.WARNING);
    assertThat(only(NOW).text())
        .contains("delta crl acme#6 waits for the list of the same scope with the number 5");
  }

  @Test
  void aMissingPartIsCritical() throws Exception {
    accept(crl(1).scope(TestScope.USERS));
    assertThat(only(NOW).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(only(NOW).text()).contains("covers CA certificates", "answered tryLater");
  }

  @Test
  void heldRemovalsAreTold() throws Exception {
    CrlBuilder many = crl(1);
    for (int i = 1; i <= 200; i++) {
      many.revoke(BigInteger.valueOf(i), NOW);
    }
    accept(many);
    accept(crl(2));
    assertThat(only(NOW).text()).contains("200 entries vanished", "stay revoked", "accept");
  }

  @Test
  void graceIsTold() throws Exception {
    policy =
        ListPolicy.DEFAULT.withJudgement(JudgementPolicy.DEFAULT.withGrace(Duration.ofHours(2)));
    intake.applyPolicies();
    accept(crl(1));
    assertThat(only(END).severity()).isEqualTo(Severity.WARNING);
    assertThat(only(END).text()).contains("answers until " + END.plus(Duration.ofHours(2)));
    assertThat(only(END.plus(Duration.ofHours(2))).severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void aRetiredIssuersEndedListIsNoFinding() throws Exception {
    accept(crl(1));
    policy =
        ListPolicy.DEFAULT.withJudgement(JudgementPolicy.DEFAULT.withRetired(Duration.ofDays(7)));
    intake.applyPolicies();
    assertThat(findings(END.plus(Duration.ofDays(100)))).isEmpty();
  }

  @Test
  void aBaseThatItsDeltaKeepsUpToDateMayEndSilently() throws Exception {
    accept(crl(1).nextUpdate(NOW.plusSeconds(60)));
    accept(crl(2).delta(1));
    assertThat(findings(NOW.plusSeconds(120))).isEmpty();
  }

  @Test
  void anEndedDeltaIsToldWithItsEffect() throws Exception {
    accept(crl(1));
    accept(crl(2).delta(1).nextUpdate(NOW.plusSeconds(60)));
    List<Finding> findings = findings(NOW.plusSeconds(60));
    assertThat(findings).extracting(Finding::severity).contains(Severity.CRITICAL);
    assertThat(findings)
        .extracting(Finding::text)
        .anyMatch(text -> text.contains("delta crl acme#2 is not in force"));
  }

  @Test
  void aCompromisedIssuerIsTold() throws Exception {
    policy = ListPolicy.DEFAULT.withJudgement(JudgementPolicy.DEFAULT.withCompromisedSince(NOW));
    intake.applyPolicies();
    accept(crl(1));
    assertThat(only(NOW).text()).contains("compromised since " + NOW);
  }
}
