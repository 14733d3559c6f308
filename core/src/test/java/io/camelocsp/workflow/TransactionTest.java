package io.camelocsp.workflow;

import static io.camelocsp.workflow.WorkflowFixture.GOOD;
import static io.camelocsp.workflow.WorkflowFixture.NOW;
import static io.camelocsp.workflow.WorkflowFixture.delegate;
import static io.camelocsp.workflow.WorkflowFixture.installation;
import static io.camelocsp.workflow.WorkflowFixture.request;
import static io.camelocsp.workflow.WorkflowFixture.responder;
import static io.camelocsp.workflow.WorkflowFixture.servedWithList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.camelocsp.message.OcspRequest;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.workflow.WorkflowFixture.Served;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private final Served acme = servedWithList("acme");
  private final Responder responder = responder(List.of(acme));
  private final Installation installation = installation(List.of(acme), delegate(acme));
  private final Transaction transaction =
      new Transaction(installation, responder, NOW, 42, "192.0.2.1");
  private final OcspRequest request = request(acme.ca(), GOOD);

  private ValidatedRequest validated() {
    return LocalValidation.validate(request, responder, installation, NOW);
  }

  @Test
  void beginsWithWhatIsKnownAtArrivalAndNothingElse() {
    assertThat(transaction.installation()).isSameAs(installation);
    assertThat(transaction.responder()).isSameAs(responder);
    assertThat(transaction.arrivedAt()).isEqualTo(NOW);
    assertThat(transaction.startedNanos()).isEqualTo(42);
    assertThat(transaction.clientAddress()).isEqualTo("192.0.2.1");
    assertThat(transaction.request()).isNull();
    assertThat(transaction.validated()).isNull();
    assertThat(transaction.answer()).isNull();
    assertThat(transaction.failureReason()).isNull();
  }

  @Test
  void aStepThatNeedsAnEarlierOneSaysSo() {
    assertThatThrownBy(transaction::decodedRequest)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("request is not set yet");
    assertThatThrownBy(transaction::judgedRequest)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("validated is not set yet");
  }

  @Test
  void everyPartIsSetOnce() {
    Answer answer = FailureAnswers.error(ResponseStatus.TRY_LATER);
    transaction.setRequest(request);
    transaction.setValidated(validated());
    transaction.setAnswer(answer);

    assertThatThrownBy(() -> transaction.setRequest(request))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> transaction.setValidated(validated()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> transaction.setAnswer(answer))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFailureReplacesAnAnswer() {
    Answer error = FailureAnswers.error(ResponseStatus.INTERNAL_ERROR);
    transaction.setAnswer(FailureAnswers.error(ResponseStatus.TRY_LATER));

    transaction.fail(error, "the reason");

    assertThat(transaction.answer()).isSameAs(error);
    assertThat(transaction.failureReason()).isEqualTo("the reason");
  }
}
