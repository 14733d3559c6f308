package io.camelocsp.standalone;

import io.camelocsp.standalone.client.AnswerCheck;
import io.camelocsp.standalone.client.AnswerCheck.Result;
import io.camelocsp.standalone.client.Durations;
import io.camelocsp.standalone.client.Outcome;
import io.camelocsp.standalone.client.Question;
import io.camelocsp.standalone.client.ReportedStatus;
import io.camelocsp.standalone.client.SignerSeen;
import io.camelocsp.standalone.client.Targets.Target;
import io.camelocsp.standalone.client.Verdict;
import io.camelocsp.standalone.support.Terminal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verdicts for people. */
final class CheckReport {
  private final Terminal terminal;
  private final Instant now;

  CheckReport(Terminal terminal, Instant now) {
    this.terminal = terminal;
    this.now = now;
  }

  void print(Target target, Verdict verdict) {
    Question question = verdict.question();
    terminal.line(terminal.strong(Terminal.clean(question.label())) + ": " + headline(verdict));
    field("certificate", subject(question));
    field("asked", target.responder() + " (" + Durations.text(verdict.took()) + ")");
    if (target.issuerFetchedFrom() != null) {
      field("issuer", "fetched from " + target.issuerFetchedFrom() + ", itself not validated");
    }
    ReportedStatus answer = verdict.answer();
    if (answer != null) {
      field("thisUpdate", Times.relative(answer.thisUpdate(), now));
      field(
          "nextUpdate",
          answer.nextUpdate() == null
              ? "none: newer is always there"
              : Times.relative(answer.nextUpdate(), now));
      field("producedAt", Times.relative(answer.producedAt(), now));
      field("signer", signer(answer.signer()));
    }
    findings(verdict.findings());
    terminal.line();
  }

  private String headline(Verdict verdict) {
    ReportedStatus answer = verdict.answer();
    return switch (verdict.outcome()) {
      case GOOD -> terminal.good("good");
      case REVOKED -> terminal.bad(answer == null ? "revoked" : revocation(answer));
      case UNKNOWN -> terminal.warning("unknown");
      case NOT_ACCEPTABLE ->
          terminal.bad("not acceptable")
              + (answer == null ? "" : " (it says " + revocation(answer) + ")");
      case NO_ANSWER -> terminal.bad("no answer");
    };
  }

  private static String revocation(ReportedStatus answer) {
    return answer.status() != Outcome.REVOKED
        ? answer.status().label()
        : "revoked at "
            + answer.revokedAt()
            + (answer.reason() == null ? "" : ", " + answer.reason());
  }

  private static String subject(Question question) {
    String serial = "serial " + question.serialHex();
    return question.certificate() == null
        ? serial + " of " + Terminal.clean(question.issuer().getSubjectX500Principal().toString())
        : Terminal.clean(question.certificate().getSubjectX500Principal().toString())
            + ", "
            + serial;
  }

  private static String signer(@Nullable SignerSeen signer) {
    return signer == null
        ? "unknown"
        : Terminal.clean(signer.certificate().getSubjectX500Principal().toString())
            + ", "
            + signer.basis().label();
  }

  private void findings(List<AnswerCheck> findings) {
    Set<String> verified = new LinkedHashSet<>();
    for (AnswerCheck each : findings) {
      if (each.result() == Result.OK) {
        verified.add(each.aspect().label());
      }
    }
    if (!verified.isEmpty()) {
      field("verified", String.join(", ", verified));
    }
    for (AnswerCheck each : findings) {
      String detail = each.aspect().label() + ": " + Terminal.clean(each.detail());
      if (each.result() == Result.FAILED) {
        field("refused", terminal.bad(detail));
      } else if (each.result() == Result.NOTE) {
        field("note", terminal.warning(detail));
      }
    }
  }

  private void field(String name, String value) {
    terminal.line(String.format("  %-12s %s", name, value));
  }
}
