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
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.SignerTrust;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.workflow.IssuerOutlook.Answering;
import io.camelocsp.workflow.IssuerOutlook.BreaksBy;
import io.camelocsp.workflow.WorkflowFixture.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssuerOutlookTest {
  private static final Instant LIST_END = NOW.plus(Duration.ofDays(1));

  private final Served acme = servedWithList("acme");

  private ResponseSigner signing(Duration from, Duration to) {
    return signer(
        acme.ca().ocspSigner("CN=signer", KeyKind.EC_P256, NOW.plus(from), NOW.plus(to)),
        SignerTrust.DELEGATED,
        acme);
  }

  private static IssuerOutlook outlook(Served served, ResponseSigner... signers) {
    return IssuerOutlook.of(installation(List.of(served), signers), NOW).get(0);
  }

  @Test
  void answersBreakWithTheListWhereItEndsBeforeTheSigner() {
    IssuerOutlook outlook = outlook(acme, signing(Duration.ofDays(-1), Duration.ofDays(30)));

    assertThat(outlook.answering()).isEqualTo(Answering.DEFINITE);
    assertThat(outlook.evidenceEnd()).isEqualTo(LIST_END);
    assertThat(outlook.breaksAt()).isEqualTo(LIST_END);
    assertThat(outlook.breaksBy()).isEqualTo(BreaksBy.EVIDENCE);
  }

  @Test
  void answersBreakWithTheSignerWhereItEndsBeforeTheList() {
    IssuerOutlook outlook = outlook(acme, signing(Duration.ofDays(-1), Duration.ofHours(3)));

    assertThat(outlook.breaksAt()).isEqualTo(NOW.plus(Duration.ofHours(3)));
    assertThat(outlook.breaksBy()).isEqualTo(BreaksBy.SIGNER);
  }

  @Test
  void aSignerThatTakesOverInTimeCountsAndOneAfterAGapDoesNot() {
    IssuerOutlook takenOver =
        outlook(
            acme,
            signing(Duration.ofDays(-1), Duration.ofHours(3)),
            signing(Duration.ofHours(2), Duration.ofDays(9)));
    IssuerOutlook gap =
        outlook(
            acme,
            signing(Duration.ofDays(-1), Duration.ofHours(3)),
            signing(Duration.ofHours(4), Duration.ofDays(9)));

    assertThat(takenOver.signerEnd()).isEqualTo(NOW.plus(Duration.ofDays(9)));
    assertThat(gap.signerEnd()).isEqualTo(NOW.plus(Duration.ofHours(3)));
  }

  @Test
  void anotherSourceThatVouchesLongerCarriesOn() {
    Instant later = LIST_END.plus(Duration.ofDays(2));
    acme.issuer().data().publish("db", listing(NOW, later));

    assertThat(outlook(acme, delegate(acme)).evidenceEnd()).isEqualTo(later);
  }

  @Test
  void evidenceWithoutEndNeverBreaks() {
    acme.publish(listing(NOW, null));

    assertThat(outlook(acme, delegate(acme)).evidenceEnd()).isNull();
    assertThat(outlook(acme, delegate(acme)).breaksBy()).isEqualTo(BreaksBy.SIGNER);
  }

  @Test
  void withoutEvidenceThePolicySaysWhatClientsGet() {
    Served later = served("later", ExpiredEvidencePolicy.TRY_LATER);
    Served unknown = served("unknown", ExpiredEvidencePolicy.UNKNOWN);

    assertThat(outlook(later, delegate(later)).answering()).isEqualTo(Answering.TRY_LATER);
    assertThat(outlook(unknown, delegate(unknown)).answering()).isEqualTo(Answering.UNKNOWN);
    assertThat(outlook(later, delegate(later)).breaksAt()).isNull();
  }

  @Test
  void withoutASignerItIsUnauthorizedAndWithoutAUsableOneTryLater() {
    assertThat(outlook(acme).answering()).isEqualTo(Answering.UNAUTHORIZED);
    assertThat(outlook(acme, signing(Duration.ofDays(-9), Duration.ofDays(-1))).answering())
        .isEqualTo(Answering.TRY_LATER);
  }
}
