package io.camelocsp.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with the files that a configuration names. */
final class LoaderProblems {
  private static final Origin NOWHERE = Origin.of("configuration");

  private final Map<String, Origin> origins = new HashMap<>();
  private final List<ConfigurationProblem> all = new ArrayList<>();

  LoaderProblems(LoadedConfiguration loaded) {
    loaded.entries().forEach(entry -> origins.put(entry.key(), entry.origin()));
  }

  void error(String key, @Nullable String value, String reason, String advice) {
    all.add(ConfigurationProblem.error(origin(key), key, value, reason, advice));
  }

  void warn(String key, @Nullable String value, String reason, String advice) {
    all.add(ConfigurationProblem.warning(origin(key), key, value, reason, advice));
  }

  /** Everything so far. */
  List<ConfigurationProblem> all() {
    return all;
  }

  private Origin origin(String key) {
    return origins.getOrDefault(key, NOWHERE);
  }
}
