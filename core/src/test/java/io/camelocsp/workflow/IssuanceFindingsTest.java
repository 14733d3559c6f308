package io.camelocsp.workflow;

import static io.camelocsp.workflow.WorkflowFixture.GOOD;
import static io.camelocsp.workflow.WorkflowFixture.NOW;
import static io.camelocsp.workflow.WorkflowFixture.delegate;
import static io.camelocsp.workflow.WorkflowFixture.responder;
import static io.camelocsp.workflow.WorkflowFixture.servedWithList;
import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.IssuanceEvidence;
import io.camelocsp.signing.SignerSet;
import io.camelocsp.workflow.ExpiryWatch.Finding;
import io.camelocsp.workflow.ExpiryWatch.Severity;
import io.camelocsp.workflow.WorkflowFixture.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssuanceFindingsTest {
  private final Served acme = servedWithList("acme");

  private record Listing(Instant nextUpdate) implements IssuanceEvidence {
    @Override
    public String describe() {
      return "issuance list acme#1";
    }

    @Override
    public Instant thisUpdate() {
      return NOW.minus(Duration.ofDays(7));
    }

    @Override
    public long size() {
      return 1;
    }

    @Override
    public boolean lists(SerialNumber serial) {
      return serial.equals(SerialNumber.of(GOOD));
    }

    @Override
    public Optional<String> objection(Instant now) {
      return now.isBefore(nextUpdate) ? Optional.empty() : Optional.of("it has ended");
    }
  }

  private List<Finding> findings(boolean asks) {
    Responder plain = responder(List.of(acme));
    Responder asking =
        new Responder(
            plain.name(),
            plain.issuers(),
            plain.limits(),
            plain.profile(),
            plain.authority().withNeverIssued(NeverIssuedPolicy.REVOKED));
    Installation installation =
        new Installation(
            List.of(acme.issuer()),
            new SignerSet(List.of(delegate(acme))),
            Map.of("r", asks ? asking : plain));
    ExpiryWatch.Ahead ahead = new ExpiryWatch.Ahead(Duration.ofHours(6), Duration.ofDays(1));
    return new ExpiryWatch(() -> new ExpiryWatch.Watched(installation, ahead))
        .findings(NOW).stream().filter(each -> each.subject().contains("issuance")).toList();
  }

  private void publish(Instant end) {
    acme.issuer().data().publishIssuance("lists", new Listing(end));
  }

  @Test
  void noIssuanceListIsCriticalOnlyWhereAResponderAsks() {
    assertThat(findings(false)).isEmpty();
    assertThat(findings(true))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.severity()).isEqualTo(Severity.CRITICAL);
              assertThat(each.text()).contains("acme has no issuance list yet", "tryLater");
            });
  }

  @Test
  void anEndedListIsCriticalAndOneThatIsAboutToEndAWarning() {
    publish(NOW);
    assertThat(findings(true)).extracting(Finding::severity).containsExactly(Severity.CRITICAL);
    publish(NOW.plus(Duration.ofHours(5)));
    assertThat(findings(true)).extracting(Finding::severity).containsExactly(Severity.WARNING);
    publish(NOW.plus(Duration.ofDays(5)));
    assertThat(findings(true)).isEmpty();
  }
}
