package io.camelocsp.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects problems. Confined to the thread that loads a configuration. */
final class Problems {
  private final List<ConfigurationProblem> problems = new ArrayList<>();
  private final Settings settings;
  private final Origin whole;

  /** Problems of these settings; {@code whole} is where a problem without a line is. */
  Problems(Settings settings, Origin whole) {
    this.settings = settings;
    this.whole = whole;
  }

  void add(ConfigurationProblem problem) {
    problems.add(problem);
  }

  /** An error about a key, whether it was written or not. */
  void error(String key, String reason, String advice) {
    problems.add(
        new ConfigurationProblem(
            ConfigurationProblem.Severity.ERROR, origin(key), key, shown(key), reason, advice));
  }

  /** A warning about a key, whether it was written or not. */
  void warning(String key, String reason, String advice) {
    problems.add(
        new ConfigurationProblem(
            ConfigurationProblem.Severity.WARNING, origin(key), key, shown(key), reason, advice));
  }

  boolean hasErrors() {
    return problems.stream().anyMatch(ConfigurationProblem::isError);
  }

  /** All of them in the order of the file; what has no line comes last. */
  List<ConfigurationProblem> inOrder() {
    Comparator<ConfigurationProblem> byLine =
        Comparator.comparingInt(
            problem -> problem.origin().line() == 0 ? Integer.MAX_VALUE : problem.origin().line());
    return problems.stream().sorted(byLine).toList();
  }

  private @Nullable String shown(String key) {
    Settings.Written setting = settings.written(key);
    if (setting == null) {
      return null;
    }
    return setting.spec().isSecret()
        ? ShownValue.HIDDEN
        : ShownValue.clean(setting.entry().value());
  }

  // a key that is missing belongs to the first line of its entry
  private Origin origin(String key) {
    Settings.Written setting = settings.written(key);
    if (setting != null) {
      return setting.entry().origin();
    }
    String entry = key.substring(0, key.lastIndexOf('.') + 1);
    return settings.all().stream()
        .filter(neighbour -> neighbour.entry().key().startsWith(entry))
        .map(neighbour -> neighbour.entry().origin())
        .findFirst()
        .orElse(whole);
  }
}
