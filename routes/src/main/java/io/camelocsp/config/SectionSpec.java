package io.camelocsp.config;

import java.util.List;

/**
 * Keys that belong together.
 *
 * @param prefix what all its keys start with: {@code ocsp.issuer.}
 * @param section what is said about it
 * @param named whether it has entries with names
 * @param type the record of one entry
 * @param keys in the order of the record
 */
record SectionSpec(
    String prefix, Section section, boolean named, Class<?> type, List<KeySpec> keys) {

  /** The part of the key after {@code ocsp.}. */
  String name() {
    return section.name();
  }

  /** The name of the entry that is there when none is written; empty for none. */
  String defaultName() {
    return section.defaultName();
  }

  /** The key with this last part, which must exist. */
  KeySpec key(String leaf) {
    return keys.stream()
        .filter(spec -> spec.key().name().equals(leaf))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no key " + prefix + leaf));
  }

  /** What the keys of the entry of this name start with. */
  String prefixOf(String name) {
    return prefix + (named ? name + "." : "");
  }
}
