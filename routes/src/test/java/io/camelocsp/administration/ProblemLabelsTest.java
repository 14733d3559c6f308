package io.camelocsp.administration;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.operations.Level;
import io.camelocsp.operations.StatusReport.LookAgain;
import io.camelocsp.operations.StatusReport.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemLabelsTest {
  @ParameterizedTest
  @CsvSource({
    "acme:no-list, no-list, acme",
    "acme:ended:crl acme#7, ended, acme",
    "acme:signer-revoked:acme, signer-revoked, acme",
    "source:web, source, web",
    "clock:behind, clock, ''",
    "refused:/drop/a.crl.reason.txt, refused, ''",
    "billing:failing, billing-failing, ''",
    "billing:feed, billing-feed, ''",
    "audit:failing, audit-failing, ''",
    "anything, other, ''"
  })
  void whatAProblemIsAndWhomItConcernsIsInTheLabels(String subject, String kind, String about) {
    Problem problem = new Problem(Level.WARNING, subject, "a text", new LookAgain());

    assertThat(ProblemLabels.of(problem)).isEqualTo(new ProblemLabels(kind, about, "warning"));
  }
}
