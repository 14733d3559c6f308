package io.camelocsp.operations;

import io.camelocsp.trace.FailedRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** Failed requests for programs; as in {@link ReportMaps}. */
public final class TraceMaps {
  private TraceMaps() {}

  /** One request. */
  public static Map<String, Object> of(TraceReport report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("trace", report.trace());
    FailedRequest request = report.request();
    map.put("known", request != null);
    if (request != null) {
      map.put("time", request.time().toString());
      map.put("responder", request.responder());
      ReportMaps.put(map, "client", request.clientAddress());
      map.put("error", request.status().label());
      map.put("reason", request.reason());
      ReportMaps.put(map, "cause", request.cause());
    }
    return map;
  }
}
