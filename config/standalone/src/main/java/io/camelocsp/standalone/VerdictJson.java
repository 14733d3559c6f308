package io.camelocsp.standalone;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.camelocsp.client.AnswerCheck;
import io.camelocsp.client.CheckResult;
import io.camelocsp.client.Outcome;
import io.camelocsp.client.Question;
import io.camelocsp.client.ReportedStatus;
import io.camelocsp.client.SignerSeen;
import io.camelocsp.client.Targets.Target;
import io.camelocsp.client.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Verdicts for programs: one JSON object, times in ISO 8601 UTC, durations in milliseconds. */
final class VerdictJson {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private VerdictJson() {}

  /** The object. */
  static String of(CheckResult check) {
    List<Map<String, Object>> results = new ArrayList<>();
    for (int i = 0; i < check.verdicts().size(); i++) {
      results.add(result(check.targets().get(i), check.verdicts().get(i)));
    }
    Outcome worst = check.outcome();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("exitCode", worst.exitCode());
    all.put("outcome", name(worst));
    all.put("results", results);
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text cannot fail to be written", e);
    }
  }

  private static Map<String, Object> result(Target target, Verdict verdict) {
    Question question = verdict.question();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("asked", question.label());
    result.put("serial", question.serialHex());
    if (question.certificate() != null) {
      result.put("subject", question.certificate().getSubjectX500Principal().getName());
    }
    result.put("issuer", question.issuer().getSubjectX500Principal().getName());
    put(result, "issuerFetchedFrom", target.issuerFetchedFrom());
    result.put("responder", target.responder().toString());
    result.put("outcome", name(verdict.outcome()));
    result.put("exitCode", verdict.outcome().exitCode());
    put(result, "errorStatus", verdict.errorStatus());
    if (verdict.answer() != null) {
      result.put("answer", answer(verdict.answer()));
    }
    result.put("checks", verdict.findings().stream().map(VerdictJson::check).toList());
    result.put("milliseconds", verdict.took().toNanos() / 1e6);
    return result;
  }

  private static Map<String, Object> answer(ReportedStatus answer) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("status", name(answer.status()));
    put(map, "revokedAt", answer.revokedAt());
    put(map, "reason", answer.reason());
    put(map, "thisUpdate", answer.thisUpdate());
    put(map, "nextUpdate", answer.nextUpdate());
    put(map, "producedAt", answer.producedAt());
    SignerSeen signer = answer.signer();
    if (signer != null) {
      map.put("signer", signer.certificate().getSubjectX500Principal().getName());
      map.put("signerTrust", signer.basis().name().toLowerCase(Locale.ROOT));
      put(map, "signerNotAfter", signer.certificate().getNotAfter().toInstant());
    }
    return map;
  }

  private static Map<String, Object> check(AnswerCheck finding) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("what", finding.aspect().label());
    map.put("result", finding.result().name().toLowerCase(Locale.ROOT));
    if (!finding.detail().isEmpty()) {
      map.put("detail", finding.detail());
    }
    return map;
  }

  private static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value.toString());
    }
  }

  /** The constant in camel case. */
  private static String name(Outcome outcome) {
    return switch (outcome) {
      case GOOD -> "good";
      case REVOKED -> "revoked";
      case UNKNOWN -> "unknown";
      case NOT_ACCEPTABLE -> "notAcceptable";
      case NO_ANSWER -> "noAnswer";
    };
  }
}
