package io.camelocsp.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be told in the audit log. It must not hold secrets, nor anything that a
 * stranger can make long: texts are cut at {@link #MOST_CHARACTERS}. Immutable.
 *
 * @param kind what it is about
 * @param details names and what they say, in this order: {@link String} or {@link Long}
 */
public record AuditEvent(AuditKind kind, Map<String, Object> details) {
  /** The longest text. */
  public static final int MOST_CHARACTERS = 1_000;

  private static final int MOST_DETAILS = 20;
  private static final Set<String> RESERVED = Set.of("n", "time", "kind", "hash", "signature");

  public AuditEvent {
    if (details.size() > MOST_DETAILS) {
      throw new IllegalArgumentException("an entry has " + MOST_DETAILS + " details at most");
    }
    for (String name : details.keySet()) {
      if (RESERVED.contains(name) || !name.matches("[a-z][A-Za-z0-9]{0,31}")) {
        throw new IllegalArgumentException("'" + name + "' is no name for a detail");
      }
    }
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** An event without details. */
  public static AuditEvent of(AuditKind kind) {
    return new AuditEvent(kind, Map.of());
  }

  /** The same with one more detail; without it if there is nothing to say. */
  public AuditEvent with(String name, @Nullable Object text) {
    if (text == null || text.toString().isEmpty()) {
      return this;
    }
    return plus(name, cut(text.toString()));
  }

  /** The same with a number more. */
  public AuditEvent with(String name, long number) {
    return plus(name, number);
  }

  private AuditEvent plus(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new AuditEvent(kind, more);
  }

  private static String cut(String text) {
    return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "...";
  }
}
