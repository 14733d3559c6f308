package io.camelocsp.config;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one written key after the other into {@link Settings}, each judged by itself. */
final class EntryReader {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");

  private final KeyFinder keys = new KeyFinder(Schema.OCSP);
  private final ValueParser values;
  private final PathChecks paths;
  private final ValueResolver resolver;
  private final Settings settings;
  private final Problems problems;

  EntryReader(Path base, ValueResolver resolver, Settings settings, Problems problems) {
    this.values = new ValueParser(base);
    this.paths = new PathChecks(base);
    this.resolver = resolver;
    this.settings = settings;
    this.problems = problems;
  }

  /** Reads an entry; what does not start with {@code ocsp.} is none of ours. */
  void read(ConfigurationEntry entry) {
    if (!entry.key().startsWith(Schema.ROOT)) {
      warnOfNearMiss(entry);
      return;
    }
    KeyFinder.Found found = keys.find(entry.key());
    if (found instanceof KeyFinder.Known known) {
      readKnown(known, entry);
    } else if (found instanceof KeyFinder.Unknown unknown) {
      readUnknown(unknown, entry);
    }
  }

  private void warnOfNearMiss(ConfigurationEntry entry) {
    int dot = entry.key().indexOf('.');
    if (dot < 0 || !"ocsp".equals(Words.nearest(entry.key().substring(0, dot), List.of("ocsp")))) {
      return;
    }
    String key = ShownValue.clean(entry.key());
    problems.add(
        ConfigurationProblem.warning(
            entry.origin(),
            key,
            ShownValue.ofUnknown(entry.key(), entry.value()),
            "the line does nothing: keys of camel-ocsp start with 'ocsp.'",
            "write ocsp" + key.substring(dot)));
  }

  private void readUnknown(KeyFinder.Unknown unknown, ConfigurationEntry entry) {
    problems.add(
        ConfigurationProblem.error(
            entry.origin(),
            ShownValue.clean(entry.key()),
            ShownValue.ofUnknown(entry.key(), entry.value()),
            unknown.reason(),
            unknown.advice()));
    String meant = unknown.meant();
    if (meant != null && keys.find(meant) instanceof KeyFinder.Known known) {
      settings.putMeant(known.spec(), known.name());
    }
  }

  private void readKnown(KeyFinder.Known known, ConfigurationEntry entry) {
    KeySpec spec = known.spec();
    try {
      String text = resolve(entry.value());
      if (text == null) {
        return;
      }
      Object value = values.parse(spec, text);
      boolean tell = !spec.key().confidential() || text.equals(entry.value());
      for (Path path : pathsIn(value)) {
        paths.require(spec.key().file(), path, tell ? path.toString() : "the file that it names");
      }
      settings.put(new Settings.Written(spec, known.name(), entry, value));
    } catch (BadValueException e) {
      settings.put(new Settings.Written(spec, known.name(), entry, null));
      problems.error(entry.key(), e.reason(), advice(spec, e));
    }
  }

  private static List<Path> pathsIn(Object value) {
    if (value instanceof Path path) {
      return List.of(path);
    }
    if (value instanceof ListsFrom.Local local) {
      return List.of(local.path());
    }
    return value instanceof List<?> list
        ? list.stream().filter(Path.class::isInstance).map(Path.class::cast).toList()
        : List.of();
  }

  private static String advice(KeySpec spec, BadValueException refusal) {
    String expected = refusal.expected();
    return "write " + (expected != null ? expected : ValueParser.expected(spec));
  }

  private @Nullable String resolve(String text) throws BadValueException {
    if (!text.contains("{{")) {
      return text;
    }
    try {
      return resolver.resolve(text);
    } catch (RuntimeException e) {
      // the cause may quote the text, which may be a part of a password
      throw unresolved(text);
    }
  }

  private BadValueException unresolved(String text) {
    List<String> failing =
        PLACEHOLDER.matcher(text).results().map(MatchResult::group).filter(this::fails).toList();
    String which =
        failing.isEmpty() ? "a placeholder" : ShownValue.clean(String.join(", ", failing));
    return new BadValueException(
        which + " cannot be resolved",
        "a placeholder that has a value here, or one with a default, such as {{env:NAME:default}}");
  }

  private boolean fails(String placeholder) {
    try {
      resolver.resolve(placeholder);
      return false;
    } catch (RuntimeException e) {
      return true;
    }
  }
}
