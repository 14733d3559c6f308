package io.camelocsp.karaf;

import io.camelocsp.config.ConfigurationEntry;
import io.camelocsp.config.ConfigurationProblem;
import io.camelocsp.config.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One installation's configuration as the Config Admin holds it. Immutable.
 *
 * @param name the name of its Camel context, in all messages too: {@code camel-ocsp} or {@code
 *     camel-ocsp-NAME}
 * @param origin the cfg file, or the PID where there is none
 * @param entries the keys in the order of the file
 * @param problems what the file's text shows to be wrong, such as a duplicate key
 * @param defaultDataDirectory {@code ocsp.data.directory} where it is not written
 */
record WrittenConfiguration(
    String name,
    Origin origin,
    List<ConfigurationEntry> entries,
    List<ConfigurationProblem> problems,
    ConfigurationEntry defaultDataDirectory) {
  WrittenConfiguration {
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  /** Whether no key is written yet, as in the file that the feature installs. */
  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** All keys for the installation: what is written, and the default that is Karaf's own. */
  List<ConfigurationEntry> effectiveEntries() {
    if (values().containsKey(defaultDataDirectory.key())) {
      return entries;
    }
    List<ConfigurationEntry> all = new ArrayList<>(entries);
    all.add(defaultDataDirectory);
    return all;
  }

  /** The written keys and values. */
  Map<String, String> values() {
    return entries.stream()
        .collect(
            Collectors.toMap(
                ConfigurationEntry::key, ConfigurationEntry::value, (first, last) -> last));
  }
}
