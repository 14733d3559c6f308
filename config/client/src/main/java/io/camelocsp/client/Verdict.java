package io.camelocsp.client;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of asking about one certificate.
 *
 * @param question what was asked
 * @param outcome the answer's status if it may be relied on, else why not
 * @param answer what the answer says; null if there is none about this certificate
 * @param errorStatus the OCSP error status, such as {@code unauthorized}; null if none was answered
 * @param findings everything that was checked, and why there is no answer
 * @param took from before connecting until the last octet, or until it was given up
 */
public record Verdict(
    Question question,
    Outcome outcome,
    @Nullable ReportedStatus answer,
    @Nullable String errorStatus,
    List<AnswerCheck> findings,
    Duration took) {

  public Verdict {
    findings = List.copyOf(findings);
  }

  /** The findings that forbid to rely on the answer, joined; empty if there are none. */
  public String problem() {
    StringBuilder text = new StringBuilder();
    for (AnswerCheck each : findings) {
      if (each.result() == AnswerCheck.Result.FAILED) {
        text.append(text.length() == 0 ? "" : "; ").append(each.detail());
      }
    }
    return text.toString();
  }

  static Verdict noAnswer(Question question, String why, Duration took) {
    return new Verdict(
        question,
        Outcome.NO_ANSWER,
        null,
        null,
        List.of(AnswerCheck.failed(AnswerCheck.Aspect.RESPONSE, why)),
        took);
  }

  static Verdict refused(
      Question question, @Nullable String errorStatus, String why, Duration took) {
    return new Verdict(
        question,
        Outcome.NOT_ACCEPTABLE,
        null,
        errorStatus,
        List.of(AnswerCheck.failed(AnswerCheck.Aspect.RESPONSE, why)),
        took);
  }
}
