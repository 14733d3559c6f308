package io.camelocsp.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds the records from settings without errors: written values, else the defaults. */
final class RecordBuilder {
  private final Settings settings;
  private final ValueParser values;

  RecordBuilder(Settings settings, ValueParser values) {
    this.settings = settings;
    this.values = values;
  }

  OcspConfiguration root() {
    return build(OcspConfiguration.class, Schema.ROOT);
  }

  /** The record of one entry, whose keys start with {@code prefix}. */
  private <R> R build(Class<R> type, String prefix) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      Section section = components[i].getAnnotation(Section.class);
      Key key = components[i].getAnnotation(Key.class);
      arguments[i] =
          section != null
              ? section(Schema.OCSP.section(section.name()))
              : key != null
                  ? value(new KeySpec(prefix, false, key, components[i]))
                  : build(components[i].getType(), prefix);
    }
    return instantiate(type, components, arguments);
  }

  private @Nullable Object section(SectionSpec spec) {
    if (!spec.named()) {
      return spec.section().optional() && !settings.hasSection(spec.name())
          ? null
          : build(spec.type(), spec.prefix());
    }
    Set<String> names = settings.names(spec.name());
    String defaultName = spec.defaultName();
    if (names.isEmpty() && !defaultName.isEmpty()) {
      names = Set.of(defaultName);
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    for (String name : names) {
      entries.put(name, build(spec.type(), spec.prefixOf(name)));
    }
    return entries;
  }

  private @Nullable Object value(KeySpec spec) {
    Object value = settings.value(spec.in(""), Object.class);
    if (value != null) {
      return value;
    }
    try {
      String standard = spec.key().defaultValue();
      return standard.isEmpty() ? absent(spec) : values.parse(spec, standard);
    } catch (BadValueException e) {
      throw new IllegalStateException("the default of " + spec.pattern() + " is none", e);
    }
  }

  private static @Nullable Object absent(KeySpec spec) {
    return spec.type() == List.class ? List.of() : null;
  }

  private static <R> R instantiate(
      Class<R> type, RecordComponent[] components, Object[] arguments) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(type + " refuses values that passed all checks", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " is no public record", e);
    }
  }
}
