package io.camelocsp.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What counts in a configuration, key by key, default values included. Immutable. */
final class EffectiveValues {
  /** The listener that a URL makes has a name that no file can write. */
  private static final Pattern WRITTEN_NAME = Pattern.compile("[a-z0-9-]*");

  /**
   * A key and its value.
   *
   * @param spec what it is
   * @param key the whole key
   * @param prefix what all keys of its entry start with
   * @param written how it is written, placeholders and all; null if it is not
   * @param value what counts; null if that is nothing
   */
  record Setting(
      KeySpec spec, String key, String prefix, @Nullable String written, @Nullable Object value) {

    /** Whether the same counts. */
    boolean counts(Setting other) {
      if (value instanceof Secret secret && other.value instanceof Secret another) {
        return secret.hasSameCharacters(another);
      }
      return Objects.equals(value, other.value);
    }

    /** As operators write it; never a password. */
    String shown() {
      if (written == null) {
        String standard = spec.key().defaultValue();
        return standard.isEmpty() ? "not set" : "default " + standard;
      }
      return spec.isSecret() ? ShownValue.HIDDEN : ShownValue.clean(written);
    }
  }

  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final Set<String> prefixes = new LinkedHashSet<>();
  private final Map<String, String> written = new HashMap<>();

  EffectiveValues(LoadedConfiguration loaded) {
    loaded.entries().forEach(entry -> written.put(entry.key(), entry.value())); // the last counts
    OcspConfiguration configuration = loaded.configuration();
    Schema.OCSP.rootKeys().forEach(spec -> add(spec, "", Schema.ROOT, configuration));
    for (RecordComponent component : OcspConfiguration.class.getRecordComponents()) {
      Section section = component.getAnnotation(Section.class);
      Object content = section == null ? null : read(component, configuration);
      if (section != null && content != null) {
        addSection(Schema.OCSP.section(section.name()), content);
      }
    }
  }

  private void addSection(SectionSpec section, Object content) {
    if (content instanceof Map<?, ?> entries) {
      entries.forEach((name, entry) -> addEntry(section, String.valueOf(name), entry));
    } else {
      addEntry(section, "", content);
    }
  }

  private void addEntry(SectionSpec section, String name, Object entry) {
    if (WRITTEN_NAME.matcher(name).matches()) {
      section.keys().forEach(spec -> add(spec, name, section.prefixOf(name), entry));
    }
  }

  private void add(KeySpec spec, String name, String prefix, Object record) {
    String key = spec.in(name);
    Object value = read(spec.component(), holder(spec.component(), record));
    settings.put(key, new Setting(spec, key, prefix, written.get(key), value));
    prefixes.add(prefix);
  }

  /** The record itself, or the group in it that has the component. */
  private static Object holder(RecordComponent wanted, Object record) {
    if (wanted.getDeclaringRecord() == record.getClass()) {
      return record;
    }
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      if (component.getType() == wanted.getDeclaringRecord()) {
        return Objects.requireNonNull(read(component, record));
      }
    }
    throw new IllegalStateException(wanted + " is in no group of " + record.getClass());
  }

  private static @Nullable Object read(RecordComponent component, Object record) {
    try {
      return component.getAccessor().invoke(record);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(component + " is not of a public record", e);
    }
  }

  /** All keys of all entries, those that are not written included. */
  Collection<Setting> all() {
    return settings.values();
  }

  @Nullable Setting find(String key) {
    return settings.get(key);
  }

  /** What the keys of each entry start with. */
  Set<String> prefixes() {
    return prefixes;
  }

  /** How this key is written, ours or not; null if it is not. */
  @Nullable String written(String key) {
    return written.get(key);
  }
}
