package io.camelocsp.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the specification of a written key, or what was probably meant. Immutable. */
final class KeyFinder {
  private static final int MOST_NAME_LENGTH = 63;
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final int SHORTEST_ABBREVIATION = 3;

  /** What a written key is. */
  sealed interface Found permits Known, Unknown {}

  /**
   * A key that exists.
   *
   * @param spec what it is
   * @param name the entry's name; empty where there are none
   */
  record Known(KeySpec spec, String name) implements Found {}

  /**
   * A key that does not exist.
   *
   * @param reason what is wrong with it
   * @param advice what to do
   * @param meant the key that was probably meant, or null
   */
  record Unknown(String reason, String advice, @Nullable String meant) implements Found {}

  private final Schema schema;

  KeyFinder(Schema schema) {
    this.schema = schema;
  }

  /** Looks at a key that starts with {@code ocsp.}. */
  Found find(String key) {
    Optional<KeySpec> plain =
        schema.keys().filter(spec -> !spec.named() && spec.in("").equals(key)).findFirst();
    if (plain.isPresent()) {
      return new Known(plain.get(), "");
    }
    String[] parts = key.split("\\.", 4);
    SectionSpec section = parts.length > 2 ? namedSection(parts[1]) : null;
    if (section == null) {
      return nearest(key, parts);
    }
    for (KeySpec spec : section.keys()) {
      if (parts.length == 3 && spec.key().name().equals(parts[2])) {
        return withoutName(spec);
      }
      if (parts.length == 4 && spec.key().name().equals(parts[3])) {
        return NAME.matcher(parts[2]).matches() ? new Known(spec, parts[2]) : badName(spec, parts);
      }
    }
    return nearest(key, parts);
  }

  private @Nullable SectionSpec namedSection(String name) {
    for (SectionSpec section : schema.sections()) {
      if (section.named() && section.name().equals(name)) {
        return section;
      }
    }
    return null;
  }

  private static Unknown withoutName(KeySpec spec) {
    return new Unknown(
        "the name is missing",
        "write %s with a name of your choice for NAME, such as %s"
            .formatted(spec.pattern(), spec.in("acme")),
        null);
  }

  private static Unknown badName(KeySpec spec, String[] parts) {
    String meant = spec.in(properName(parts[2]));
    return new Unknown(
        "'%s' cannot be a name: names have small letters, digits and '-', start with a letter and have at most %d characters"
            .formatted(ShownValue.clean(parts[2]), MOST_NAME_LENGTH),
        "write " + meant,
        meant);
  }

  private static String properName(String written) {
    String name = written.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]", "-");
    String started = name.matches("[a-z].*") ? name : "n" + name;
    return started.substring(0, Math.min(started.length(), MOST_NAME_LENGTH));
  }

  private Unknown nearest(String key, String[] parts) {
    String name = parts.length > 3 ? parts[2] : null;
    List<String> candidates = new ArrayList<>();
    schema
        .keys()
        .filter(spec -> !spec.named() || name != null)
        .forEach(spec -> candidates.add(spec.in(name == null ? "" : name)));
    String nearest = Words.nearest(key.substring(Schema.ROOT.length()), withoutRoot(candidates));
    String meant = nearest != null ? Schema.ROOT + nearest : abbreviated(key, candidates);
    if (meant == null) {
      return new Unknown("there is no such key", "remove the line; " + known(parts), null);
    }
    String proper =
        name == null || NAME.matcher(name).matches()
            ? meant
            : meant.replace("." + name + ".", "." + properName(name) + ".");
    return new Unknown("there is no such key", "write " + proper, proper);
  }

  private static List<String> withoutRoot(List<String> keys) {
    return keys.stream().map(key -> key.substring(Schema.ROOT.length())).toList();
  }

  private static @Nullable String abbreviated(String key, List<String> candidates) {
    int leaf = key.lastIndexOf('.') + 1;
    if (key.length() - leaf < SHORTEST_ABBREVIATION) {
      return null;
    }
    return candidates.stream().filter(full -> full.startsWith(key)).findFirst().orElse(null);
  }

  private String known(String[] parts) {
    for (SectionSpec section : schema.sections()) {
      if (parts.length > 1 && section.name().equals(parts[1])) {
        String keys =
            section.keys().stream()
                .map(spec -> spec.key().name())
                .collect(Collectors.joining(", "));
        return "the keys of %s are: %s".formatted(section.prefixOf("NAME") + "*", keys);
      }
    }
    return "keys start with "
        + Words.anyOf(
            Stream.concat(
                    schema.sections().stream().map(SectionSpec::prefix),
                    schema.rootKeys().stream().map(KeySpec::pattern))
                .toList());
  }
}
