package io.camelocsp.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.Evidence;
import io.camelocsp.signing.ResponseSigner;
import io.camelocsp.signing.Signer;
import io.camelocsp.signing.SignerSet;
import io.camelocsp.signing.SigningCost;
import io.camelocsp.signing.SigningException;
import io.camelocsp.testkit.Client;
import io.camelocsp.testkit.HttpConnection;
import io.camelocsp.testkit.Judged;
import io.camelocsp.testkit.KeyKind;
import io.camelocsp.testkit.TestRequests;
import io.camelocsp.testkit.TestSite;
import io.camelocsp.workflow.Installation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Failures of our own parts: the client gets an error status and no more, the log says the rest.
 */
class FailuresTest {
  private static final String SECRET = "detail-of-our-inside";

  @TempDir Path directory;

  /** Evidence that fails when it is asked. */
  private static final class Broken implements Evidence {
    @Override
    public String describe() {
      return "broken";
    }

    @Override
    public Instant thisUpdate() {
      return Instant.now().minusSeconds(60);
    }

    @Override
    public Instant nextUpdate() {
      return Instant.now().plusSeconds(600);
    }

    @Override
    public int size() {
      return 0;
    }

    @Override
    public CertStatus.@Nullable Revoked revocationOf(SerialNumber serial) {
      throw new IllegalStateException(SECRET);
    }
  }

  /** A list that covers everything and lists nothing. */
  private static final class Empty implements Evidence {
    @Override
    public String describe() {
      return "empty";
    }

    @Override
    public Instant thisUpdate() {
      return Instant.now().minusSeconds(60);
    }

    @Override
    public Instant nextUpdate() {
      return Instant.now().plusSeconds(600);
    }

    @Override
    public int size() {
      return 0;
    }

    @Override
    public CertStatus.@Nullable Revoked revocationOf(SerialNumber serial) {
      return null;
    }
  }

  private static UnaryOperator<Installation> publishing(Evidence evidence) {
    return installation -> {
      installation.issuers().get(0).data().publish("test", evidence);
      return installation;
    };
  }

  private static UnaryOperator<Installation> signing(SigningCost cost, Signer signer) {
    return installation -> {
      ResponseSigner of = installation.signers().all().get(0);
      ResponseSigner changed =
          new ResponseSigner(
              of.name(),
              of.certificate(),
              of.issuers(),
              of.trust(),
              of.algorithmDer(),
              of.byKey(),
              of.byName(),
              of.certificates(),
              cost,
              signer);
      return publishing(new Empty())
          .apply(
              new Installation(
                  installation.issuers(),
                  new SignerSet(List.of(changed)),
                  installation.responders()));
    };
  }

  private HttpConnection.Response answerOf(TestSite site, UnaryOperator<Installation> change)
      throws Exception {
    try (RunningService running = RunningService.of(site, change)) {
      return new Client(running.uri(), site.signer())
          .post(TestRequests.der(site.ca(), site.good().serial()));
    }
  }

  @Test
  void anUnexpectedFailureOfAStepIsInternalErrorAndLogged() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    try (Logs logs = new Logs()) {
      HttpConnection.Response response = answerOf(site, publishing(new Broken()));

      assertThat(response.body()).containsExactly(0x30, 3, 0x0A, 1, 2);
      assertThat(response.headers().toString()).doesNotContain(SECRET);
      assertThat(logs.lines())
          .filteredOn(line -> line.startsWith("ERROR A request to responder site failed"))
          .singleElement()
          .asString()
          .contains("client got internalError", SECRET, "at io.camelocsp");
    }
  }

  @ParameterizedTest
  @EnumSource(SigningCost.class)
  void aSignerThatCannotSignNowIsTryLater(SigningCost cost) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    Signer away =
        tbs -> {
          throw new SigningException(SECRET, new IllegalStateException("the token is away"));
        };

    assertThat(answerOf(site, signing(cost, away)).body()).containsExactly(0x30, 3, 0x0A, 1, 3);
  }

  @ParameterizedTest
  @EnumSource(SigningCost.class)
  void aSignerThatFailsUnexpectedlyStillGetsTheClientAnAnswer(SigningCost cost) throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);
    Signer broken =
        tbs -> {
          throw new IllegalStateException(SECRET);
        };
    try (Logs logs = new Logs()) {
      int expected = cost == SigningCost.CHEAP ? 2 : 3;

      assertThat(answerOf(site, signing(cost, broken)).body())
          .containsExactly(0x30, 3, 0x0A, 1, expected);
      assertThat(logs.lines().size()).isPositive();
    }
  }

  @Test
  void withoutAListItIsTryLater() throws Exception {
    TestSite site = new TestSite(directory, KeyKind.EC_P256);

    assertThat(answerOf(site, UnaryOperator.identity()).body())
        .containsExactly(0x30, 3, 0x0A, 1, 3);
  }

  @Test
  void byPolicyWithoutAListItIsUnknown() throws Exception {
    TestSite site =
        new TestSite(
            directory, KeyKind.EC_P256, "ocsp.issuer.site.when-evidence-expires = unknown");

    Judged judged = Judged.of(answerOf(site, UnaryOperator.identity()));

    assertThat(judged.soundBy(site.signer()).summary()).isEqualTo("unknown");
    assertThat(judged.singles()[0].getNextUpdate()).isNull();
  }
}
