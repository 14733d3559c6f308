package io.camelocsp.workflow;

import static io.camelocsp.workflow.WorkflowFixture.GOOD;
import static io.camelocsp.workflow.WorkflowFixture.NOW;
import static io.camelocsp.workflow.WorkflowFixture.REVOKED;
import static io.camelocsp.workflow.WorkflowFixture.decoded;
import static io.camelocsp.workflow.WorkflowFixture.delegate;
import static io.camelocsp.workflow.WorkflowFixture.installation;
import static io.camelocsp.workflow.WorkflowFixture.responder;
import static io.camelocsp.workflow.WorkflowFixture.servedWithList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.billing.BillingRecord;
import io.camelocsp.billing.BillingTerms;
import io.camelocsp.billing.BillingTerms.Detail;
import io.camelocsp.billing.BillingTerms.Unknown;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.testkit.TestCa;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.workflow.WorkflowFixture.Served;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillingTest {
  private static final TestCa FOREIGN = TestCa.ec("Billing foreign");

  private final Served acme = servedWithList("acme");
  private final ResponseSigner signer = delegate(acme);
  private final Responder responder = responder(List.of(acme), ResponseProfile.DEFAULT, signer);
  private final Installation installation = installation(List.of(acme), signer);
  private Transaction transaction = transaction(BillingTerms.DEFAULT);

  private Transaction transaction(BillingTerms terms) {
    Responder billed =
        new Responder(
            responder.name(),
            responder.issuers(),
            responder.limits(),
            responder.profile(),
            responder.authority(),
            terms);
    return new Transaction(installation, billed, NOW, 1_000_000, "192.0.2.1");
  }

  private void decodeAndJudge() {
    transaction.setRequest(
        decoded(
            TestRequests.builder()
                .single(acme.ca(), GOOD)
                .single(acme.ca(), REVOKED)
                .single(FOREIGN, GOOD)
                .der()));
    transaction.setValidated(
        LocalValidation.validate(transaction.decodedRequest(), responder, installation, NOW));
  }

  @Test
  void saysWhatWasAnsweredAboutEachCertificate() {
    decodeAndJudge();
    transaction.setAnswer(new Answer(new byte[5], ResponseStatus.SUCCESSFUL, Via.LOCAL, null));

    BillingRecord record = Billing.record(transaction, 3_000_000);

    assertThat(record)
        .isEqualTo(
            new BillingRecord(
                NOW,
                "test",
                "192.0.2.1",
                null,
                3,
                2,
                List.of(
                    new BillingRecord.Certificate("acme", "1001", "good"),
                    new BillingRecord.Certificate("acme", "1002", "revoked")),
                "local",
                ResponseStatus.SUCCESSFUL,
                Duration.ofMillis(2)));
  }

  @Test
  void countsUnknownWhereThatIsAsked() {
    transaction = transaction(new BillingTerms(Detail.CERTIFICATES, Unknown.COUNTED));
    decodeAndJudge();
    transaction.setAnswer(new Answer(new byte[5], ResponseStatus.SUCCESSFUL, Via.LOCAL, null));

    BillingRecord record = Billing.record(transaction, 3_000_000);

    assertThat(record.counted()).isEqualTo(3);
    assertThat(record.certificates())
        .last()
        .isEqualTo(new BillingRecord.Certificate("-", "1001", "unknown"));
  }

  @Test
  void namesNoCertificatesWhereOnlyTheirNumberIsAsked() {
    transaction = transaction(new BillingTerms(Detail.REQUESTS, Unknown.LEFT_OUT));
    decodeAndJudge();
    transaction.setAnswer(new Answer(new byte[5], ResponseStatus.SUCCESSFUL, Via.LOCAL, null));

    BillingRecord record = Billing.record(transaction, 3_000_000);

    assertThat(record.certificates()).isEmpty();
    assertThat(record.counted()).isEqualTo(2);
    assertThat(record.singleRequests()).isEqualTo(3);
  }

  @Test
  void aConfirmedCopyIsBilledLikeAnAnswer() {
    decodeAndJudge();
    transaction.setAnswer(
        new Answer(new byte[0], ResponseStatus.SUCCESSFUL, Via.NOT_MODIFIED, null));

    BillingRecord record = Billing.record(transaction, 3_000_000);

    assertThat(record.via()).isEqualTo("not-modified");
    assertThat(record.certificates()).hasSize(2);
  }

  @Test
  void anErrorNamesNoCertificatesEvenIfTheyWereJudged() {
    decodeAndJudge();
    transaction.fail(FailureAnswers.error(ResponseStatus.TRY_LATER), "the queue is full");

    BillingRecord record = Billing.record(transaction, 3_000_000);

    assertThat(record.certificates()).isEmpty();
    assertThat(record.singleRequests()).isEqualTo(3);
    assertThat(record.via()).isEqualTo("error");
    assertThat(record.result()).isEqualTo(ResponseStatus.TRY_LATER);
  }

  @Test
  void whatCouldNotBeDecodedHasNoSingleRequests() {
    transaction.fail(FailureAnswers.error(ResponseStatus.MALFORMED_REQUEST), "trailing bytes");

    assertThat(Billing.record(transaction, 3_000_000).singleRequests()).isZero();
  }

  @Test
  void aRequestWithoutAnAnswerIsADefect() {
    assertThatThrownBy(() -> Billing.record(transaction, 3_000_000))
        .isInstanceOf(IllegalStateException.class);
  }
}
