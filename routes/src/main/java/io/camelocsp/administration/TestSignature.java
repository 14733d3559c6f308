package io.camelocsp.administration;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of a test signature. Immutable.
 *
 * @param at when it was made
 * @param took how long it took, waiting included
 * @param failure why it could not be made, or does not verify; empty if all is well
 */
public record TestSignature(Instant at, Duration took, String failure) {
  private static final double NANOS_PER_MILLISECOND = 1e6;

  Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ok", failure.isEmpty());
    map.put("at", at);
    map.put("milliseconds", took.toNanos() / NANOS_PER_MILLISECOND);
    if (!failure.isEmpty()) {
      map.put("failure", failure);
    }
    return map;
  }
}
