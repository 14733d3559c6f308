package io.camelocsp.operations;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SingleResponse;
import io.camelocsp.operations.Line.Tone;
import io.camelocsp.revocation.ListOrigin;
import io.camelocsp.revocation.Statement;
import io.camelocsp.workflow.AnswerPreview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An {@link ExplainReport} for people. */
public final class ExplainText {
  private ExplainText() {}

  /** The lines. */
  public static List<Line> of(ExplainReport report) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            Tone.STRONG,
            "Certificate %s of issuer %s, at %s"
                .formatted(report.serial(), report.issuer(), Layout.time(report.at()))));
    add(lines, Tone.PLAIN, "because     ", report.explanation().why());
    if (report.answers().isEmpty()) {
      add(
          lines,
          Tone.BAD,
          "",
          "No responder answers for this issuer: see ocsp.responder.NAME.issuers.");
    }
    report.answers().forEach((name, answer) -> addAnswer(lines, name, answer, report.at()));
    for (Statement each : report.explanation().statements()) {
      lines.add(Line.plain(""));
      addStatement(lines, each, report.at());
    }
    if (report.explanation().statements().isEmpty()) {
      lines.add(Line.plain(""));
      lines.add(Line.plain("There is no evidence: no list of this issuer has arrived yet."));
    }
    return lines;
  }

  private static void addAnswer(
      List<Line> lines, String responder, AnswerPreview answer, Instant now) {
    lines.add(Line.plain(""));
    lines.add(new Line(Tone.STRONG, "Responder " + responder + " answers"));
    if (answer instanceof AnswerPreview.Refused refused) {
      add(lines, Tone.BAD, "  answer      ", refused.status().label());
      add(lines, Tone.PLAIN, "  because     ", refused.reason());
      addPolicy(lines, answer);
      return;
    }
    AnswerPreview.Answered answered = (AnswerPreview.Answered) answer;
    SingleResponse response = answered.response();
    CertStatus status = response.status();
    add(
        lines,
        status instanceof CertStatus.Good
            ? Tone.GOOD
            : status instanceof CertStatus.Revoked ? Tone.BAD : Tone.WARNING,
        "  answer      ",
        words(status));
    add(lines, Tone.PLAIN, "  decided by  ", answered.evidence());
    addPolicy(lines, answer);
    add(lines, Tone.PLAIN, "  thisUpdate  ", Layout.time(response.thisUpdate(), now));
    add(lines, Tone.PLAIN, "  nextUpdate  ", Layout.time(response.nextUpdate(), now));
    add(
        lines,
        Tone.PLAIN,
        "  signer      ",
        "%s, valid until %s"
            .formatted(answered.signer().name(), Layout.time(answered.signer().notAfter(), now)));
  }

  private static void addPolicy(List<Line> lines, AnswerPreview answer) {
    if (!answer.policy().isEmpty()) {
      add(lines, Tone.PLAIN, "  policy      ", answer.policy());
    }
  }

  static String words(CertStatus status) {
    return status instanceof CertStatus.Revoked revoked
        ? "revoked at " + Layout.time(revoked.time()) + ", " + revoked.reason().label()
        : status.label();
  }

  private static void addStatement(List<Line> lines, Statement each, Instant now) {
    lines.add(new Line(Tone.STRONG, each.evidence()));
    add(lines, Tone.PLAIN, "  says        ", each.says().words());
    add(
        lines,
        Tone.PLAIN,
        "  kind        ",
        each.kind() + (each.number() == null ? "" : ", number " + each.number()));
    add(lines, Tone.PLAIN, "  counts      ", each.validity().label());
    add(lines, Tone.PLAIN, "  thisUpdate  ", Layout.time(each.thisUpdate(), now));
    add(lines, Tone.PLAIN, "  nextUpdate  ", Layout.time(each.nextUpdate(), now));
    if (!each.origin().equals(ListOrigin.UNKNOWN)) {
      add(lines, Tone.PLAIN, "  from        ", each.origin().toString());
    }
    if (each.acceptedAt() != null) {
      add(lines, Tone.PLAIN, "  accepted    ", Layout.time(each.acceptedAt(), now));
    }
    if (each.sha256() != null) {
      add(lines, Tone.PLAIN, "  sha256      ", each.sha256());
    }
  }

  private static void add(List<Line> lines, Tone tone, String head, String text) {
    Layout.wrapped(head, text).forEach(each -> lines.add(new Line(tone, each)));
  }
}
