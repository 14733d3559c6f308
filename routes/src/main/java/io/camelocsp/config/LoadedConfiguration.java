package io.camelocsp.config;

import java.util.List;

/**
 * A configuration that can be used.
 *
 * @param configuration what is configured
 * @param entries the keys as they were written, so that later problems can say where
 * @param warnings what works but is probably not meant, in the order of the file
 */
public record LoadedConfiguration(
    OcspConfiguration configuration,
    List<ConfigurationEntry> entries,
    List<ConfigurationProblem> warnings) {
  public LoadedConfiguration {
    entries = List.copyOf(entries);
    warnings = List.copyOf(warnings);
  }
}
