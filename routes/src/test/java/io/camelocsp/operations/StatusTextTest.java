package io.camelocsp.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelocsp.operations.StatusReport.LookAgain;
import io.camelocsp.operations.StatusReport.LookAtLists;
import io.camelocsp.operations.StatusReport.Problem;
import io.camelocsp.workflow.IssuerOutlook;
import io.camelocsp.workflow.IssuerOutlook.Answering;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(90));

  static final Commands TYPED = new TestCommands();

  private static IssuerOutlook answering(String name, @Nullable Instant listEnd, Instant signer) {
    return new IssuerOutlook(
        name, Answering.DEFINITE, "crl " + name + "#7", listEnd, name + "-signer", signer);
  }

  private static IssuerOutlook silent(String name) {
    return new IssuerOutlook(
        name, Answering.TRY_LATER, "no list has arrived yet", null, name, LATER);
  }

  private static StatusReport report(List<IssuerOutlook> issuers, Problem... problems) {
    return new StatusReport(
        NOW, List.of(URI.create("http://127.0.0.1:8080/")), issuers, Map.of(), List.of(problems));
  }

  private static List<String> lines(StatusReport report) {
    return StatusText.of(report, TYPED).stream().map(Line::text).toList();
  }

  @Test
  void theFirstLineSaysWhetherAllAnswerAndWhichBreaksFirstAndWhen() {
    StatusReport report =
        report(
            List.of(
                answering("acme", NOW.plus(Duration.ofHours(9)), LATER),
                answering("bank", NOW.plus(Duration.ofMinutes(510)), LATER)));

    assertThat(report.level()).isEqualTo(Level.OK);
    assertThat(StatusText.headline(report))
        .isEqualTo(
            "OK: all 2 issuers answer; bank breaks first, at 2026-11-24T20:30:00Z, in 8h 30m, when"
                + " its list ends");
  }

  @Test
  void aSignerThatEndsBeforeTheListBreaksFirst() {
    StatusReport report = report(List.of(answering("acme", LATER, NOW.plus(Duration.ofDays(2)))));

    assertThat(StatusText.headline(report))
        .isEqualTo(
            "OK: issuer acme answers; acme breaks first, at 2026-11-26T12:00:00Z, in 2d, when its"
                + " last signer ends");
  }

  @Test
  void anIssuerThatDoesNotAnswerIsCriticalAndNamedFirst() {
    StatusReport report = report(List.of(answering("acme", LATER, LATER), silent("bank")));

    assertThat(report.level()).isEqualTo(Level.CRITICAL);
    assertThat(StatusText.headline(report))
        .startsWith("CRITICAL: 1 of 2 issuers does not answer: bank (tryLater); acme breaks first");
  }

  @Test
  void problemsComeTheWorstFirstEachWithSomethingToType() {
    StatusReport report =
        report(
            List.of(answering("acme", LATER, LATER)),
            new Problem(Level.WARNING, "one", "A list ends soon.", new LookAtLists()),
            new Problem(Level.CRITICAL, "two", "The clock is wrong.", new LookAgain()),
            new Problem(
                Level.WARNING,
                "three",
                "A file was refused.",
                new StatusReport.Read(Path.of("/srv/a b/.refused/x.reason.txt"))),
            new Problem(
                Level.WARNING,
                "four",
                "A disk is full.",
                new StatusReport.LookAtDisk(Path.of("/srv/a b/billing"))));

    assertThat(report.level()).isEqualTo(Level.CRITICAL);
    assertThat(lines(report))
        .containsSubsequence(
            "critical: The clock is wrong.",
            "  camel-ocsp status",
            "warning: A list ends soon.",
            "  camel-ocsp lists",
            "warning: A file was refused.",
            "  cat '/srv/a b/.refused/x.reason.txt'",
            "warning: A disk is full.",
            "  df -h '/srv/a b/billing'");
  }

  @Test
  void textIsWrappedAtAHundredColumns() {
    Problem longOne =
        new Problem(Level.WARNING, "long", "word ".repeat(60).strip(), new LookAgain());

    assertThat(lines(report(List.of(answering("acme", LATER, LATER)), longOne)))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100))
        .anySatisfy(line -> assertThat(line.length()).isGreaterThan(90));
  }

  @Test
  void namesCannotSteerTheTerminal() {
    assertThat(Line.plain("a\u001b[2Jb\u202ec\nd").text()).isEqualTo("a?[2Jb?c?d");
  }
}
