package io.camelocsp.config;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys that were written, with their values as far as they can be used. Confined to the thread
 * that loads a configuration.
 */
final class Settings {

  /**
   * A key that exists and was written.
   *
   * @param spec what it is
   * @param name the entry's name; empty where there are none
   * @param entry what was written
   * @param value the value, or null when it cannot be used and that has been said
   */
  record Written(KeySpec spec, String name, ConfigurationEntry entry, @Nullable Object value) {}

  private final Map<String, Written> written = new LinkedHashMap<>();
  private final Map<String, Set<String>> names = new LinkedHashMap<>();
  private final Set<String> meant = new HashSet<>();

  void put(Written setting) {
    written.put(setting.entry().key(), setting);
    addName(setting.spec(), setting.name());
  }

  /** Counts a key as written that was misspelt: what would only follow from that is not said. */
  void putMeant(KeySpec spec, String name) {
    meant.add(spec.in(name));
    addName(spec, name);
  }

  /** All written keys in the order of the file. */
  Collection<Written> all() {
    return written.values();
  }

  /** The names of a section's entries, in the order of the file. */
  Set<String> names(String section) {
    return Collections.unmodifiableSet(names.getOrDefault(Schema.ROOT + section + ".", Set.of()));
  }

  /** Whether the key was written, well or badly. */
  boolean isWritten(String key) {
    return written.containsKey(key) || meant.contains(key);
  }

  /** Whether any key of the section was written, well or badly. */
  boolean hasSection(String section) {
    String prefix = Schema.ROOT + section + ".";
    return written.keySet().stream().anyMatch(key -> key.startsWith(prefix))
        || meant.stream().anyMatch(key -> key.startsWith(prefix));
  }

  /** Whether the key was written and its value cannot be used. */
  boolean isUnusable(String key) {
    return isWritten(key) && value(key, Object.class) == null;
  }

  /** The value, or null when the key was not written or the value cannot be used. */
  <T> @Nullable T value(String key, Class<T> type) {
    Written setting = written.get(key);
    return setting == null || setting.value() == null ? null : type.cast(setting.value());
  }

  @Nullable Written written(String key) {
    return written.get(key);
  }

  private void addName(KeySpec spec, String name) {
    if (spec.named()) {
      names.computeIfAbsent(spec.prefix(), prefix -> new LinkedHashSet<>()).add(name);
    }
  }
}
