package io.camelocsp.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One entry, as it was read. Immutable.
 *
 * @param number 1 for the first that was ever written
 * @param time when it was written
 * @param kind as {@link AuditKind#label}
 * @param details what else it says: {@link String} or {@link Long}
 * @param hash of it and of all before it, hexadecimal
 */
public record AuditEntry(
    long number, Instant time, String kind, Map<String, Object> details, String hash) {
  public AuditEntry {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** A detail as text; empty if there is none. */
  public String text(String name) {
    Object value = details.get(name);
    return value == null ? "" : value.toString();
  }

  boolean is(AuditKind other) {
    return kind.equals(other.label());
  }
}
