package io.camelocsp.operations;

import io.camelocsp.message.CertStatus;
import io.camelocsp.operations.StatusReport.Problem;
import io.camelocsp.revocation.ListDescription;
import io.camelocsp.revocation.PolicyWord;
import io.camelocsp.revocation.Statement;
import io.camelocsp.workflow.AnswerPreview;
import io.camelocsp.workflow.IssuerOutlook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports for programs: times in ISO 8601 UTC, numbers of lists and serial numbers as text, because
 * they may be larger than a program's integers. What there is not is left out.
 */
public final class ReportMaps {
  private ReportMaps() {}

  /**
   * What answers, what breaks, when, and what to type next.
   *
   * @param commands as they are typed in this runtime; null if it has none
   */
  public static Map<String, Object> of(StatusReport report, @Nullable Commands commands) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("level", word(report.level()));
    map.put("headline", StatusText.headline(report));
    put(map, "at", report.at());
    map.put("urls", report.urls().stream().map(Object::toString).toList());
    report
        .firstToBreak()
        .ifPresent(
            each -> {
              Map<String, Object> first = new LinkedHashMap<>();
              first.put("issuer", each.issuer());
              put(first, "at", each.breaksAt());
              first.put("by", each.breaksBy().name().toLowerCase(Locale.ROOT));
              map.put("firstToBreak", first);
            });
    map.put(
        "issuers",
        report.issuers().stream().map(each -> issuer(each, report.level(each))).toList());
    List<Map<String, Object>> issuance = new ArrayList<>();
    report
        .issuanceLists()
        .forEach((issuer, lists) -> lists.forEach(each -> issuance.add(list(issuer, each))));
    map.put("issuanceLists", issuance);
    map.put("problems", report.problems().stream().map(each -> problem(each, commands)).toList());
    return map;
  }

  private static Map<String, Object> problem(Problem problem, @Nullable Commands commands) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("level", word(problem.level()));
    map.put("subject", problem.subject());
    map.put("text", problem.text());
    if (commands != null) {
      map.put("next", StatusText.typed(problem.next(), commands));
    }
    return map;
  }

  private static Map<String, Object> issuer(IssuerOutlook issuer, Level level) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("issuer", issuer.issuer());
    map.put("level", word(level));
    map.put("answers", issuer.answering().label());
    map.put("evidence", issuer.evidence());
    put(map, "evidenceEnd", issuer.evidenceEnd());
    put(map, "signer", issuer.signer());
    put(map, "signerEnd", issuer.signerEnd());
    put(map, "breaksAt", issuer.breaksAt());
    return map;
  }

  /** What is answered from. */
  public static Map<String, Object> of(ListsReport report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("level", word(report.level()));
    put(map, "at", report.at());
    map.put(
        "lists",
        report.issuers().entrySet().stream()
            .flatMap(each -> each.getValue().stream().map(list -> list(each.getKey(), list)))
            .toList());
    map.put(
        "issuersWithoutList",
        report.issuers().entrySet().stream()
            .filter(each -> each.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .toList());
    map.put("sources", report.sources().stream().map(SourceMaps::of).toList());
    return map;
  }

  private static Map<String, Object> list(String issuer, ListDescription list) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("issuer", issuer);
    map.put("list", list.name());
    map.put("kind", list.kind());
    map.put("about", list.use().purpose().name().toLowerCase(Locale.ROOT));
    map.put("scope", list.scope());
    map.put("state", PolicyWord.of(list.use().standing()));
    if (!list.use().waitsFor().isEmpty()) {
      map.put("waitsFor", list.use().waitsFor());
    }
    put(map, "number", list.number());
    put(map, "sha256", list.sha256());
    put(map, "thisUpdate", list.thisUpdate());
    put(map, "nextUpdate", list.nextUpdate());
    put(map, "acceptedAt", list.acceptedAt());
    map.put("entries", list.entries());
    list.heapOctets().ifPresent(octets -> map.put("heapOctets", octets));
    map.put("source", list.origin().source());
    map.put("location", list.origin().location());
    map.put("slot", list.use().slot());
    return map;
  }

  /** Why a certificate is answered as it is. */
  public static Map<String, Object> of(ExplainReport report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("level", word(report.level()));
    put(map, "at", report.at());
    map.put("issuer", report.issuer());
    map.put("serial", report.serial().toHex());
    map.put("why", report.explanation().why());
    Map<String, Object> answers = new LinkedHashMap<>();
    report.answers().forEach((name, answer) -> answers.put(name, answer(answer)));
    map.put("responders", answers);
    List<Map<String, Object>> evidence =
        report.explanation().statements().stream().map(ReportMaps::statement).toList();
    map.put("evidence", evidence);
    return map;
  }

  private static Map<String, Object> answer(AnswerPreview answer) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (!answer.policy().isEmpty()) {
      map.put("policy", answer.policy());
    }
    if (answer instanceof AnswerPreview.Answered answered) {
      CertStatus status = answered.response().status();
      map.put("status", status.label());
      if (status instanceof CertStatus.Revoked revoked) {
        put(map, "revokedAt", revoked.time());
        map.put("reason", revoked.reason().label());
      }
      map.put("evidence", answered.evidence());
      put(map, "thisUpdate", answered.response().thisUpdate());
      put(map, "nextUpdate", answered.response().nextUpdate());
      map.put("signer", answered.signer().name());
      put(map, "signerNotAfter", answered.signer().notAfter());
    } else if (answer instanceof AnswerPreview.Refused refused) {
      map.put("error", refused.status().label());
      map.put("reason", refused.reason());
    }
    return map;
  }

  private static Map<String, Object> statement(Statement each) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("evidence", each.evidence());
    map.put("kind", each.kind());
    put(map, "number", each.number());
    put(map, "sha256", each.sha256());
    map.put("source", each.origin().source());
    map.put("location", each.origin().location());
    put(map, "acceptedAt", each.acceptedAt());
    put(map, "thisUpdate", each.thisUpdate());
    put(map, "nextUpdate", each.nextUpdate());
    map.put("validity", each.validity().label());
    map.put("says", each.says().words());
    return map;
  }

  /** Of files that were refused. */
  public static List<Map<String, Object>> of(List<RefusedFile> refused) {
    return refused.stream().map(ReportMaps::refused).toList();
  }

  private static Map<String, Object> refused(RefusedFile file) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("lists", file.lists());
    map.put("file", file.file());
    put(map, "at", file.at());
    map.put("reason", file.reason());
    put(map, "reasonFile", file.reasonFile());
    return map;
  }

  static String word(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  static void put(Map<String, Object> map, String key, @Nullable Object value) {
    if (value != null) {
      map.put(key, value.toString());
    }
  }
}
