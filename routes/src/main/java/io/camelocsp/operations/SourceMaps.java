package io.camelocsp.operations;

import io.camelocsp.source.SourceReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Sources of lists for programs; as in {@link ReportMaps}. */
public final class SourceMaps {
  private SourceMaps() {}

  /** What came of asking sources at once. */
  public static Map<String, Object> of(FetchReport report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("level", ReportMaps.word(report.level()));
    ReportMaps.put(map, "asked", report.asked());
    map.put(
        "sources",
        report.sources().stream()
            .map(
                each -> {
                  Map<String, Object> source = of(each.source());
                  source.put("outcome", each.outcome().name().toLowerCase(Locale.ROOT));
                  return source;
                })
            .toList());
    return map;
  }

  static Map<String, Object> of(SourceReport source) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("source", source.name());
    map.put("kind", source.kind().name().toLowerCase(Locale.ROOT));
    map.put("from", source.from());
    ReportMaps.put(map, "lastTry", source.lastTry());
    ReportMaps.put(map, "lastSuccess", source.lastSuccess());
    ReportMaps.put(map, "lastNewList", source.lastNewList());
    ReportMaps.put(map, "nextTry", source.nextTry());
    ReportMaps.put(map, "end", source.end());
    SourceReport.Failure failure = source.failure();
    if (failure != null) {
      map.put(
          "failure",
          Map.of(
              "text", failure.text(),
              "since", failure.since().toString(),
              "count", failure.count()));
    }
    return map;
  }
}
