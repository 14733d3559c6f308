package io.camelocsp.workflow;

import static io.camelocsp.workflow.WorkflowFixture.GOOD;
import static io.camelocsp.workflow.WorkflowFixture.NOW;
import static io.camelocsp.workflow.WorkflowFixture.REVOCATION;
import static io.camelocsp.workflow.WorkflowFixture.REVOKED;
import static io.camelocsp.workflow.WorkflowFixture.delegate;
import static io.camelocsp.workflow.WorkflowFixture.installation;
import static io.camelocsp.workflow.WorkflowFixture.responder;
import static io.camelocsp.workflow.WorkflowFixture.servedWithList;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.ResponseStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.workflow.AnswerPreview.Answered;
import io.camelocsp.workflow.AnswerPreview.Refused;
import io.camelocsp.workflow.WorkflowFixture.Served;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerPreviewTest {
  private final Served acme = servedWithList("acme");
  private final ResponseSigner signer = delegate(acme);

  private AnswerPreview preview(BigInteger serial, Instant at, ResponseSigner... signers) {
    return AnswerPreview.of(
        acme.issuer().issuer(),
        SerialNumber.of(serial),
        responder(List.of(acme)),
        installation(List.of(acme), signers),
        at);
  }

  @Test
  void itSaysWhatARequestWouldBeAnswered() {
    Answered revoked = (Answered) preview(REVOKED, NOW, signer);

    assertThat(revoked.response().status()).isEqualTo(REVOCATION);
    assertThat(revoked.response().nextUpdate()).isEqualTo(NOW.plus(Duration.ofDays(1)));
    assertThat(revoked.signer()).isSameAs(signer);
    assertThat(((Answered) preview(GOOD, NOW, signer)).response().status())
        .isEqualTo(new CertStatus.Good());
  }

  @Test
  void itSaysWhichErrorARequestWouldGet() {
    assertThat(preview(GOOD, NOW))
        .isInstanceOfSatisfying(
            Refused.class, no -> assertThat(no.status()).isEqualTo(ResponseStatus.UNAUTHORIZED));
    assertThat(preview(GOOD, NOW.plus(Duration.ofDays(2)), signer))
        .isInstanceOfSatisfying(
            Refused.class, no -> assertThat(no.status()).isEqualTo(ResponseStatus.TRY_LATER));
  }

  @Test
  void itNamesThePolicyThatDecidesWhereListsDoNot() {
    assertThat(preview(GOOD, NOW, signer).policy()).isEmpty();
    assertThat(preview(GOOD, NOW.plus(Duration.ofDays(2)), signer).policy())
        .isEqualTo("when-evidence-expires = tryLater");
  }
}
