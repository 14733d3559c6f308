package io.camelocsp.operations;

import io.camelocsp.message.CertStatus;
import io.camelocsp.message.SerialNumber;
import io.camelocsp.revocation.Explanation;
import io.camelocsp.workflow.AnswerPreview;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a certificate is answered as it is. Immutable.
 *
 * @param at the moment it is of
 * @param issuer the configured name
 * @param explanation what each piece of evidence says
 * @param answers what each responder that serves the issuer would answer, by its name
 */
public record ExplainReport(
    Instant at,
    String issuer,
    SerialNumber serial,
    Explanation explanation,
    Map<String, AnswerPreview> answers) {
  public ExplainReport {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  /** OK if every responder says good; CRITICAL if one gives no definite answer; else WARNING. */
  public Level level() {
    Level worst = Level.OK;
    for (AnswerPreview answer : answers.values()) {
      worst = worst.or(level(answer));
    }
    return answers.isEmpty() ? Level.CRITICAL : worst;
  }

  private static Level level(AnswerPreview answer) {
    if (answer instanceof AnswerPreview.Answered answered) {
      CertStatus status = answered.response().status();
      return status instanceof CertStatus.Good
          ? Level.OK
          : status instanceof CertStatus.Revoked ? Level.WARNING : Level.CRITICAL;
    }
    return Level.CRITICAL;
  }
}
