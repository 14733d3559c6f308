package io.camelocsp.administration;

import io.camelocsp.operations.StatusReport.Problem;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How an installation is doing. Immutable.
 *
 * @param at the moment it is of
 * @param state all in all
 * @param responders in configured order, by name
 * @param problems all that deserves an operator's look, what will break later included
 * @param signatures what came of test signatures, by the signer's name; empty if none were made
 */
public record HealthReport(
    Instant at,
    HealthState state,
    Map<String, ResponderHealth> responders,
    List<Problem> problems,
    Map<String, TestSignature> signatures) {
  public HealthReport {
    responders = Collections.unmodifiableMap(new LinkedHashMap<>(responders));
    problems = List.copyOf(problems);
    signatures = Collections.unmodifiableMap(new LinkedHashMap<>(signatures));
  }

  /** For programs. */
  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("status", state.name());
    map.put("at", at);
    Map<String, Object> all = new LinkedHashMap<>();
    responders.forEach((name, responder) -> all.put(name, map(responder)));
    map.put("responders", all);
    map.put("problems", problems.stream().map(HealthReport::map).toList());
    if (!signatures.isEmpty()) {
      Map<String, Object> made = new LinkedHashMap<>();
      signatures.forEach((name, signature) -> made.put(name, signature.map()));
      map.put("signatures", made);
    }
    return map;
  }

  /** One responder for programs. */
  static Map<String, Object> map(ResponderHealth responder) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("status", responder.state().name());
    map.put("reasons", responder.reasons());
    return map;
  }

  private static Map<String, Object> map(Problem problem) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("level", problem.level().name().toLowerCase(Locale.ROOT));
    map.put("subject", problem.subject());
    map.put("text", problem.text());
    return map;
  }
}
