package io.camelocsp.client;

import io.camelocsp.client.AnswerCheck.Result;
import io.camelocsp.client.Targets.Target;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Verdicts for people. */
final class CheckReport {
  private final Consumer<String> out;
  private final Highlight highlight;
  private final Instant now;

  CheckReport(Consumer<String> out, Highlight highlight, Instant now) {
    this.out = out;
    this.highlight = highlight;
    this.now = now;
  }

  void print(Target target, Verdict verdict) {
    Question question = verdict.question();
    out.accept(highlight.strong(SafeText.clean(question.label())) + ": " + headline(verdict));
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
    out.accept("");
  }

  private String headline(Verdict verdict) {
    ReportedStatus answer = verdict.answer();
    return switch (verdict.outcome()) {
      case GOOD -> highlight.good("good");
      case REVOKED -> highlight.bad(answer == null ? "revoked" : revocation(answer));
      case UNKNOWN -> highlight.warning("unknown");
      case NOT_ACCEPTABLE ->
          highlight.bad("not acceptable")
              + (answer == null ? "" : " (it says " + revocation(answer) + ")");
      case NO_ANSWER -> highlight.bad("no answer");
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
        ? serial + " of " + SafeText.clean(question.issuer().getSubjectX500Principal().toString())
        : SafeText.clean(question.certificate().getSubjectX500Principal().toString())
            + ", "
            + serial;
  }

  private static String signer(@Nullable SignerSeen signer) {
    return signer == null
        ? "unknown"
        : SafeText.clean(signer.certificate().getSubjectX500Principal().toString())
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
      String detail = each.aspect().label() + ": " + SafeText.clean(each.detail());
      if (each.result() == Result.FAILED) {
        field("refused", highlight.bad(detail));
      } else if (each.result() == Result.NOTE) {
        field("note", highlight.warning(detail));
      }
    }
  }

  private void field(String name, String value) {
    out.accept(String.format("  %-12s %s", name, value));
  }
}
