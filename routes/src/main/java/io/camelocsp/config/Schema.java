package io.camelocsp.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Every key that exists, read from the records that hold the values. Immutable. */
final class Schema {
  static final String ROOT = "ocsp.";

  /** The keys of this version. */
  static final Schema OCSP = new Schema(OcspConfiguration.class);

  private final List<KeySpec> rootKeys;
  private final List<SectionSpec> sections;

  private Schema(Class<?> root) {
    rootKeys = keys(root, ROOT, false);
    sections = sections(root);
  }

  /** The keys outside sections. */
  List<KeySpec> rootKeys() {
    return rootKeys;
  }

  /** The sections in the order of the documentation. */
  List<SectionSpec> sections() {
    return sections;
  }

  /** All keys. */
  Stream<KeySpec> keys() {
    return Stream.concat(
        rootKeys.stream(), sections.stream().flatMap(section -> section.keys().stream()));
  }

  /** The section of this name, which must exist. */
  SectionSpec section(String name) {
    return sections.stream()
        .filter(section -> section.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no section " + name));
  }

  private static List<KeySpec> keys(Class<?> record, String prefix, boolean named) {
    List<KeySpec> keys = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      Key key = component.getAnnotation(Key.class);
      if (key != null) {
        keys.add(new KeySpec(prefix, named, key, component));
      }
      if (component.isAnnotationPresent(Keys.class)) {
        keys.addAll(keys(component.getType(), prefix, named));
      }
    }
    return List.copyOf(keys);
  }

  private static List<SectionSpec> sections(Class<?> root) {
    List<SectionSpec> sections = new ArrayList<>();
    for (RecordComponent component : root.getRecordComponents()) {
      Section section = component.getAnnotation(Section.class);
      if (section != null) {
        boolean named = component.getType() == Map.class;
        Class<?> type = named ? valueType(component) : component.getType();
        String prefix = ROOT + section.name() + ".";
        sections.add(new SectionSpec(prefix, section, named, type, keys(type, prefix, named)));
      }
    }
    return List.copyOf(sections);
  }

  private static Class<?> valueType(RecordComponent map) {
    ParameterizedType type = (ParameterizedType) map.getGenericType();
    return (Class<?>) type.getActualTypeArguments()[1];
  }
}
